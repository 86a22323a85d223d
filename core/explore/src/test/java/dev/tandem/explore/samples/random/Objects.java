// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.samples.random;

import java.util.List;

/** What methods of the JDK that nobody has rewritten do with what they are handed. */
record Objects(Common common) implements Operations {

    @Override
    public int step(int me, int operation, Thread other, int seen) {
        switch (operation) {
            case 63 -> common.letters[me & 1] = (char) ('c' + me);
            case 64 -> {
                return seen * 5 + String.valueOf(common.letters).charAt(1);
            }
            case 65 -> {
                return seen * 5 + new String(common.letters).charAt(0);
            }
            case 66 -> {
                return seen * 5 + common.letters.clone()[1];
            }
            case 67 -> common.builder.append(me);
            case 68 -> common.builder.append(common.letters);
            case 69 -> {
                return seen * 5 + ("" + common.builder).length();
            }
            case 70 -> {
                return seen * 5 + String.format("%s", common.builder).length();
            }
            case 71 -> common.bits.set(me);
            case 72 -> {
                return seen * 5 + common.bits.cardinality();
            }
            case 73 -> common.numbers[0] = me + 5;
            case 74 -> common.view.set(0, me + 7);
            case 75 -> {
                return seen * 5 + common.view.get(0);
            }
            case 76 -> {
                return seen * 5 + List.of(common.numbers).get(0);
            }
            case 77 -> common.node.value = me + 2;
            case 78 -> {
                return seen * 5 + common.node.clone().value;
            }
            case 79 -> {
                Common.Node copy = common.node.clone();
                copy.value += me;
                synchronized (copy) {
                    common.node.value = copy.value;
                }
            }
            case 80 -> common.identities.put(new Object(), me + 1);
            case 81 -> {
                int sum = 0;
                for (int value : common.identities.values()) {
                    sum += value;
                }
                return seen * 5 + sum;
            }
            case 82 -> {
                return seen * 5 + ++Common.Single.ONE.count;
            }
            case 83 -> {
                return seen * 5 + Common.Single.TWO.number;
            }
            case 84 -> {
                return seen * 5 + Common.Shared.COUNTS.incrementAndGet(me & 1);
            }
            case 85 -> {
                return seen * 5 + Common.Shared.FIRST;
            }
            case 86 -> {
                return seen * 5 + new Common.Left().id;
            }
            case 87 -> {
                return seen * 5 + new Common.Right().id;
            }
            default -> throw new IllegalArgumentException("operation " + operation);
        }
        return seen;
    }
}
