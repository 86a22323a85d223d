// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.lab.catalogue.Catalogue;
import dev.tandem.lab.compare.SequentialModel;
import dev.tandem.lab.samples.OneJob;
import dev.tandem.lab.samples.ScriptedModel;
import dev.tandem.lab.samples.Squares;
import io.avaje.jsonb.Jsonb;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class ChooseCommandTest {

    private static final OneJob SQUARING = new OneJob(new Squares("squaring.squares"), List.of());

    private static final List<String> QUICK =
            List.of("choose", "squaring.squares", "--time-limit", "10ms");

    private final Catalogue catalogue =
            Catalogue.of(List.of(SQUARING), List.of(new SequentialModel()));

    private static String[] quick(String... more) {
        List<String> args = new ArrayList<>(QUICK);
        args.addAll(List.of(more));
        return args.toArray(String[]::new);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> json(String text) {
        return (Map<String, Object>) Jsonb.instance().type(Object.class).fromJson(text);
    }

    /** Answers with a line each, and then ends. */
    private static final class Answers implements Input {

        private final List<String> prompts = new ArrayList<>();
        private final List<String> lines;

        Answers(String... lines) {
            this.lines = new ArrayList<>(List.of(lines));
        }

        @Override
        public boolean isInteractive() {
            return true;
        }

        @Override
        public Optional<String> line(String prompt) {
            prompts.add(prompt);
            return lines.isEmpty() ? Optional.empty() : Optional.of(lines.removeFirst());
        }
    }

    @Test
    void theTableHasWhatWasPredictedBesideWhatWasMeasured() {
        CommandResult result = CommandResult.of(catalogue, quick());
        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isZero();
        assertThat(result.out())
                .contains("squaring.squares  Squares", "A part takes ", "threads  a run")
                .containsPattern("model +predicted +90 % interval +from +measured +inside")
                .contains("sequential", "Limit: ", "Take sequential.")
                .contains("Nothing in the program has to change.");
    }

    @Test
    void aModelThatGivesOtherResultsIsAFaultAlthoughThereIsAdvice() {
        Catalogue withAWrongOne =
                Catalogue.of(
                        List.of(SQUARING),
                        List.of(new SequentialModel(), ScriptedModel.wrongFrom("wrong", 1)));
        CommandResult result = CommandResult.of(withAWrongOne, quick());
        assertThat(result.code()).isEqualTo(ExitCode.UNEXPECTED);
        assertThat(result.out()).contains("wrong: it gives other results", "Take sequential.");
    }

    @Test
    void theDocumentHasTheSame() {
        CommandResult result = CommandResult.of(catalogue, quick("--json", "--grow", "3"));
        assertThat(result.code()).isZero();
        Map<String, Object> document = json(result.out());
        assertThat(document)
                .containsEntry("job", "squaring.squares")
                .containsEntry("stop", "completed")
                .containsEntry("graded", 1L);
        assertThat(document.get("needs")).hasToString("{isolated=false, growth=3, machines=1}");
        assertThat(document.get("models").toString()).contains("id=sequential", "basis=parts");
        assertThat(document.get("advice").toString()).contains("model=sequential");
    }

    @Test
    void nothingIsAdvisedWhereNothingIsolates() {
        CommandResult result = CommandResult.of(catalogue, quick("--isolate"));
        assertThat(result.code()).isEqualTo(ExitCode.MISSING);
        assertThat(result.out())
                .contains("sequential  not isolated; a part that ends the process ends all")
                .contains("No model that is available meets the needs.");
    }

    @Test
    void aPersonIsAskedAndAWrongAnswerAskedAgain() {
        var answers = new Answers("", "many", "", "no", "10", "2");
        CommandResult result = CommandResult.reading(answers, catalogue, quick());
        assertThat(result.err()).contains("'many' is not a number; write a whole one, such as 10");
        assertThat(result.out()).contains("10 times as many parts, 2 machines");
        assertThat(answers.prompts).hasSize(6);
        assertThat(result.code()).isZero();
    }

    @Test
    void whoLeavesTheDialogueGetsNothing() {
        CommandResult result = CommandResult.reading(new Answers("no"), catalogue, quick());
        assertThat(result.code()).isZero();
        assertThat(result.out()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    choose                                     | it lacks 'JOB'
                    choose squaring.square                     | did you mean squaring.squares?
                    choose squaring.squares --time-limit 0     | is not a duration
                    choose squaring.squares --time-limit 0s    | is no time at all
                    choose squaring.squares --grow 0           | the growth is from 1 to 1,000,000, not 0
                    choose squaring.squares --machines -1      | from 1 to 10,000, not -1
                    choose squaring.squares --grow many        | is not a whole number
                    choose squaring.squares -p size=0          | size
                    choose --class-path nowhere Own#run        | which is not there
                    """)
    void badInputGetsOneLineThatHelps(String line, String help) {
        CommandResult result = CommandResult.of(catalogue, line.split(" +"));
        assertThat(result.code()).isEqualTo(ExitCode.USAGE);
        assertThat(result.out()).isEmpty();
        assertThat(result.err().lines()).singleElement().asString().contains(help);
    }
}
