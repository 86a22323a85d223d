// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.linearizable;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the operations of a scenario may come to: their results in every order in which they can be
 * carried out one at a time. A history is linearizable if its results are those of an order in
 * which no operation comes before one that had returned before it was called (Herlihy and Wing,
 * 1990). The search of Wing and Gong (1993) tries the orders for each history; here they are tried
 * once for all histories of a scenario, and found again by their results, as Lowe (2017) keeps what
 * has been tried.
 */
final class Specification {

    private final List<Operation> operations;
    private final Map<List<String>, Set<List<Integer>>> orders = new HashMap<>();
    private final Map<List<Object>, Optional<String>> judged = new HashMap<>();

    Specification(Scenario scenario) {
        this.operations = scenario.all();
    }

    /** An execution of the model, one operation at a time. */
    void permits(History history) {
        if (history.isOvertaking()) {
            return;
        }
        orders.computeIfAbsent(history.results(), results -> new LinkedHashSet<>())
                .add(history.order());
    }

    /** How many different histories have been judged. */
    int judged() {
        return judged.size();
    }

    /** Why a history is not linearizable; empty when it is. */
    Optional<String> problem(History history) {
        return judged.computeIfAbsent(history.key(), key -> judge(history));
    }

    private Optional<String> judge(History history) {
        Set<List<Integer>> same = orders.getOrDefault(history.results(), Set.of());
        String because = "no such order gives these results";
        for (List<Integer> order : same) {
            Optional<String> conflict = conflict(order, history);
            if (conflict.isEmpty()) {
                return conflict;
            }
            because =
                    (same.size() == 1
                                    ? "only "
                                    : same.size() + " of them give these results, such as ")
                            + written(order)
                            + (same.size() == 1 ? " gives these results, but " : ", but ")
                            + conflict.get();
        }
        return Optional.of(
                "not linearizable: the operations can be carried out one at a time in "
                        + tried()
                        + ", and "
                        + because);
    }

    private String tried() {
        long tried = orders.values().stream().flatMap(Set::stream).distinct().count();
        return tried == 1 ? "1 order" : tried + " orders";
    }

    /** Two operations that an order has the other way round. */
    private Optional<String> conflict(List<Integer> order, History history) {
        for (int i = 0; i < order.size(); i++) {
            for (int j = i + 1; j < order.size(); j++) {
                int earlier = order.get(i);
                int later = order.get(j);
                if (history.precedes(later, earlier)) {
                    return Optional.of(
                            operations.get(later)
                                    + " had returned before "
                                    + operations.get(earlier)
                                    + " was called");
                }
            }
        }
        return Optional.empty();
    }

    private String written(List<Integer> order) {
        return order.stream()
                .map(number -> operations.get(number).toString())
                .collect(Collectors.joining(", "));
    }
}
