// SPDX-License-Identifier: Apache-2.0
package dev.tandem.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.explore.Argument;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaskTest {

    @ParameterizedTest
    @CsvSource({
        "com.acme.CacheTest, computesOnce, CacheTest#computesOnce",
        "com.acme.CacheTest$Within, computesOnce, Within#computesOnce",
        "CacheTest, lambda$computesOnce$0, CacheTest#computesOnce",
        "CacheTest, lambda$computesOnce$b12198d4$1, CacheTest#computesOnce"
    })
    void a_task_is_called_as_its_test_is(String type, String method, String title) {
        Settings usual = Settings.usual();
        List<Argument> arguments =
                List.of(new Argument("java.lang.String", "a\nb"), new Argument("int", 1));

        assertThat(new Task(type, method, List.of(), usual, "").title()).isEqualTo(title);
        assertThat(new Task(type, method, arguments, usual, "").title())
                .isEqualTo(title + "(\"a b\", 1)");
    }
}
