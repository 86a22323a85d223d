// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.own;

import dev.tandem.spi.Job;
import dev.tandem.spi.JobSpec;
import dev.tandem.spi.JobSpec.Bound;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.Parameters;
import dev.tandem.spi.Work;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Calls of a method as a job: a part each. An object, where the method wants one, is made when the
 * job is opened, and all parts share it.
 *
 * @param digest takes a result and hashes it; empty when its {@link Content} does
 */
record MethodJob(
        String name,
        MethodHandle method,
        Optional<MethodHandle> constructor,
        Optional<MethodHandle> digest)
        implements Job<MethodJob.Result> {

    static final Parameter<Integer> PARTS =
            Parameter.integer("parts", 16, 1, 1_000_000, "how often the method is called");

    /** What a call has returned. */
    record Result(@Nullable Object value) {}

    @Override
    public JobSpec spec() {
        // Nobody knows what it waits for; of one that computes it would be known that it does not.
        return JobSpec.of(
                name, "Code of your own", Bound.IO, "A method, called for each part.", PARTS);
    }

    @Override
    public Work<Result> open(Parameters parameters, long seed) {
        MethodHandle bound =
                constructor.map(c -> method.bindTo(OwnCode.create(name, c))).orElse(method);
        MethodHandle numbered =
                bound.type().parameterCount() == 0
                        ? MethodHandles.dropArguments(bound, 0, int.class)
                        : bound;
        return new Calls(
                numbered.asType(MethodType.methodType(Object.class, int.class)), parameters);
    }

    final class Calls implements Work<Result> {

        private final MethodHandle call;
        private final Parameters parameters;
        private final Content content = new Content(name);

        Calls(MethodHandle call, Parameters parameters) {
            this.call = call;
            this.parameters = parameters;
        }

        @Override
        public int size() {
            return parameters.get(PARTS);
        }

        @Override
        public Result part(int index) throws InterruptedException {
            try {
                return new Result((Object) call.invokeExact(index));
            } catch (InterruptedException e) {
                throw e;
            } catch (Throwable e) {
                throw OwnCode.failed(name, e);
            }
        }

        @Override
        public long digest(Result result) {
            if (digest.isEmpty()) {
                return content.hash(result.value());
            }
            try {
                return (long) digest.get().invoke(result.value());
            } catch (Throwable e) {
                throw OwnCode.failed("the digest of " + name, e);
            }
        }

        @Override
        public Parameters parameters() {
            return parameters;
        }
    }
}
