// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.linearizable;

import dev.tandem.explore.Stage;
import dev.tandem.explore.Use;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A scenario that is played with an object in every execution. An operation that never returns
 * keeps its thread from the next one, and nobody else.
 */
final class Play implements Use {

    /** How the threads of a scenario take turns. */
    enum Turns {
        /** At every step. */
        FREE,
        /**
         * When an operation has returned or waits: a thread for each operation, which the one
         * before it starts, so that no preemption is needed.
         */
        WHOLE
    }

    private final Turns turns;
    private Function<History, Optional<String>> judge = history -> Optional.empty();
    private Scenario scenario = new Scenario(List.of(), List.of());
    private History last = new History(0);
    private Method[] methods = {};
    private @Nullable Class<?> resolved;

    Play(Turns turns) {
        this.turns = turns;
    }

    /** Plays another scenario from now on, and judges its histories in another way. */
    void set(Scenario next, Function<History, Optional<String>> by) {
        scenario = next;
        judge = by;
        resolved = null;
    }

    @Override
    public String name() {
        return scenario.toString();
    }

    /** What the last execution has come to. */
    Table table() {
        return Table.of(scenario, last);
    }

    @Override
    public Object run(Object object, Stage stage) throws Exception {
        resolve(object.getClass());
        List<Operation> all = scenario.all();
        History history = new History(all.size());
        last = history;
        for (int i = 0; i < scenario.before().size(); i++) {
            history.calls(i);
            history.returns(i, all.get(i).call(methods[i], object));
        }
        for (int thread = 0; thread < scenario.threads().size(); thread++) {
            int first = scenario.first(thread);
            int end = first + scenario.threads().get(thread).size();
            Calls calls = new Calls(all, object, stage, history, "thread " + (thread + 1), end);
            stage.start(calls.name(), () -> calls.from(first));
        }
        stage.awaitQuiescence();
        return history;
    }

    private void resolve(Class<?> type) throws NoSuchMethodException {
        if (type != resolved) {
            List<Operation> all = scenario.all();
            methods = new Method[all.size()];
            for (int i = 0; i < methods.length; i++) {
                methods[i] = all.get(i).in(type);
            }
            resolved = type;
        }
    }

    /** The calls of one thread; its last operation is the one before the number {@code end}. */
    private final class Calls {
        private final List<Operation> all;
        private final Object object;
        private final Stage stage;
        private final History history;
        private final String name;
        private final int end;

        Calls(
                List<Operation> all,
                Object object,
                Stage stage,
                History history,
                String name,
                int end) {
            this.all = all;
            this.object = object;
            this.stage = stage;
            this.history = history;
            this.name = name;
            this.end = end;
        }

        String name() {
            return name;
        }

        /** Calls one operation after the other. */
        void from(int first) {
            for (int i = first; i < end; i++) {
                if (i > first) {
                    if (turns == Turns.WHOLE) {
                        int next = i;
                        stage.start(name, () -> from(next));
                        return;
                    }
                    stage.about(all.get(i).toString());
                }
                stage.calls();
                history.calls(i, stage.current(), stage::canGoOn);
                history.returns(i, all.get(i).call(methods[i], object));
                stage.returns();
            }
        }
    }

    @Override
    public Optional<String> problem(Object result) {
        return judge.apply((History) result);
    }
}
