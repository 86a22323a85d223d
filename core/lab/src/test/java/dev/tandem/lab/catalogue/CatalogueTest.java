// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.spi.Chapter;
import dev.tandem.spi.ExecutionModel;
import dev.tandem.spi.Job;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What authors of chapters get wrong, which the type system cannot keep from outside. */
@SuppressWarnings("NullAway")
class CatalogueTest {

    private static String problem(Chapter chapter) {
        var catalogue = Catalogue.of(List.of(chapter, new Other()), List.of());
        assertThat(catalogue.chapters()).extracting(Chapter::id).containsExactly("other");
        assertThat(catalogue.problems()).hasSize(1);
        return catalogue.problems().getFirst().reason();
    }

    private static Chapter of(Workload... workloads) {
        return new ChapterOf() {
            @Override
            public List<Workload> workloads() {
                return Arrays.asList(workloads);
            }
        };
    }

    private abstract static class Idle implements Workload {
        @Override
        public Outcome run(RunContext context) {
            return Outcome.unavailable("it does nothing", "none");
        }
    }

    private static final class Other extends ChapterOf {
        @Override
        public String id() {
            return "other";
        }
    }

    @Test
    void anIdIsThereAndOfLowerCase() {
        List<String> reasons = new ArrayList<>();
        for (String id : Arrays.asList(null, "", "Upper", "a.b", "a b")) {
            reasons.add(
                    problem(
                            new ChapterOf() {
                                @Override
                                public String id() {
                                    return id;
                                }
                            }));
        }
        assertThat(reasons.getFirst()).endsWith("its id is null");
        assertThat(reasons.subList(1, 5)).allSatisfy(r -> assertThat(r).contains("its id is '"));
    }

    @Test
    void aTitleIsThere() {
        assertThat(
                        problem(
                                new ChapterOf() {
                                    @Override
                                    public String title() {
                                        return null;
                                    }
                                }))
                .endsWith("its title is null");
    }

    @Test
    void listsAreThere() {
        Chapter workloads =
                new ChapterOf() {
                    @Override
                    public List<Workload> workloads() {
                        return null;
                    }
                };
        Chapter jobs =
                new ChapterOf() {
                    @Override
                    public List<Job<?>> jobs() {
                        return null;
                    }
                };
        Chapter models =
                new ChapterOf() {
                    @Override
                    public List<ExecutionModel> models() {
                        return null;
                    }
                };
        assertThat(problem(workloads)).endsWith("its list of workloads is null");
        assertThat(problem(jobs)).endsWith("its list of jobs is null");
        assertThat(problem(models)).endsWith("its list of models is null");
    }

    @Test
    void whatIsListedIsThere() {
        assertThat(problem(of((Workload) null))).endsWith("its workload is null");
    }

    @Test
    void specificationsAreThere() {
        Workload without =
                new Idle() {
                    @Override
                    public WorkloadSpec spec() {
                        return null;
                    }
                };
        assertThat(problem(of(without)))
                .contains("its specification of " + without.getClass().getName() + " is null");
    }

    @Test
    void anErrorOfAnyKindIsAProblem() {
        Workload throwing =
                new Idle() {
                    @Override
                    public WorkloadSpec spec() {
                        throw new ProvidersTest.Unheard();
                    }
                };
        assertThat(problem(of(throwing))).isEqualTo("Unheard: told to throw");
    }
}
