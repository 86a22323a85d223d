// SPDX-License-Identifier: Apache-2.0
package dev.tandem.processes;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** What the pools of this chapter compute, in a worker and, to check it, at home. */
final class Functions {

    private Functions() {}

    /** The prime factors by trial division, such as {@code 2*2*3}; 1 has none, and is itself. */
    static String factors(String number) {
        long n = Long.parseLong(number);
        List<Long> factors = new ArrayList<>();
        for (long d = 2; d * d <= n; d++) {
            while (n % d == 0) {
                factors.add(d);
                n /= d;
            }
        }
        if (n > 1) {
            factors.add(n);
        }
        return factors.isEmpty()
                ? number
                : factors.stream().map(String::valueOf).collect(Collectors.joining("*"));
    }

    /** The value of {@code base} to the power of {@code exponent} modulo {@code modulus}. */
    static String powerModulo(List<String> arguments) {
        return new BigInteger(arguments.get(0))
                .modPow(new BigInteger(arguments.get(1)), new BigInteger(arguments.get(2)))
                .toString();
    }

    /** The numbers from 1 to the given one, as texts. */
    static List<String> numbers(int count) {
        return LongStream.rangeClosed(1, count).mapToObj(Long::toString).toList();
    }
}
