// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli.page;

import dev.tandem.spi.Durations;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Stacks on top of each other, callers below what they call, as wide as the time that they took. As
 * drawn by Brendan Gregg's flame graphs, but with the largest part of a frame first.
 */
final class FlameGraph {

    private static final double WIDTH = 1200;
    private static final double LEAST_WIDTH = 1;
    private static final double PERCENT = 100;

    private final Node root;

    /** A frame, and all the time spent in it and in what it has called. */
    private static final class Node {
        private final String frame;
        private final Map<String, Node> callees = new LinkedHashMap<>();
        private long nanos;

        Node(String frame) {
            this.frame = frame;
        }

        int depth() {
            return 1 + callees.values().stream().mapToInt(Node::depth).max().orElse(0);
        }

        List<Node> largestFirst() {
            return callees.values().stream()
                    .sorted((a, b) -> Long.compare(b.nanos, a.nanos))
                    .toList();
        }
    }

    FlameGraph(String title) {
        root = new Node(title);
    }

    /**
     * @param stack the innermost frame first
     */
    void add(List<String> stack, long nanos) {
        Node node = root;
        node.nanos += nanos;
        for (String frame : stack.reversed()) {
            node = node.callees.computeIfAbsent(frame, Node::new);
            node.nanos += nanos;
        }
    }

    String svg() {
        var svg = new Svg();
        draw(svg, root, 0, root.depth() - 1);
        return svg.whole(root.frame);
    }

    private void draw(Svg svg, Node node, double x, int level) {
        double width = width(node);
        if (width < LEAST_WIDTH) {
            return;
        }
        svg.box(x, level * Svg.ROW, width, label(node));
        double left = x;
        for (Node callee : node.largestFirst()) {
            draw(svg, callee, left, level - 1);
            left += width(callee);
        }
    }

    private double width(Node node) {
        return root.nanos == 0 ? 0 : WIDTH * node.nanos / root.nanos;
    }

    private String label(Node node) {
        return String.format(
                Locale.ROOT,
                "%s  %s, %.1f %%",
                node.frame,
                Durations.human((double) node.nanos),
                PERCENT * node.nanos / Math.max(1, root.nanos));
    }
}
