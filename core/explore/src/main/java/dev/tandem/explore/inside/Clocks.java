// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.inside;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.Locale;
import java.util.TimeZone;

/** What asks for the time of day in the world: methods of the same names as the JDK's. */
public final class Clocks {

    private Clocks() {}

    /** A clock that shows the virtual time. */
    private static final class Virtual extends Clock {
        private final ZoneId zone;

        Virtual(ZoneId zone) {
            this.zone = zone;
        }

        @Override
        public ZoneId getZone() {
            return zone;
        }

        @Override
        public Clock withZone(ZoneId other) {
            return new Virtual(other);
        }

        @Override
        public Instant instant() {
            return ThreadCalls.instant();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Virtual clock && clock.zone.equals(zone);
        }

        @Override
        public int hashCode() {
            return zone.hashCode();
        }
    }

    /** Given to what would take the default clock. */
    public static Clock systemDefaultZone() {
        return new Virtual(ZoneId.systemDefault());
    }

    public static Clock system(ZoneId zone) {
        return new Virtual(zone);
    }

    public static InstantSource system() {
        return systemUTC();
    }

    public static Clock systemUTC() {
        return new Virtual(ZoneOffset.UTC);
    }

    public static Clock tickMillis(ZoneId zone) {
        return Clock.tick(system(zone), Duration.ofMillis(1));
    }

    public static Clock tickSeconds(ZoneId zone) {
        return Clock.tick(system(zone), Duration.ofSeconds(1));
    }

    public static Clock tickMinutes(ZoneId zone) {
        return Clock.tick(system(zone), Duration.ofMinutes(1));
    }

    public static Calendar getInstance() {
        return set(Calendar.getInstance());
    }

    public static Calendar getInstance(TimeZone zone) {
        return set(Calendar.getInstance(zone));
    }

    public static Calendar getInstance(Locale locale) {
        return set(Calendar.getInstance(locale));
    }

    public static Calendar getInstance(TimeZone zone, Locale locale) {
        return set(Calendar.getInstance(zone, locale));
    }

    private static Calendar set(Calendar calendar) {
        Gate.created(calendar);
        calendar.setTimeInMillis(ThreadCalls.currentTimeMillis());
        return calendar;
    }

    /** The program has created a calendar that shows the time of its creation. */
    public static void set(GregorianCalendar calendar) {
        calendar.setTimeInMillis(ThreadCalls.currentTimeMillis());
    }
}
