// SPDX-License-Identifier: Apache-2.0
package dev.tandem.dist;

import static com.tngtech.archunit.core.domain.JavaModifier.FINAL;
import static com.tngtech.archunit.core.domain.JavaModifier.SYNTHETIC;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.Lock;
import org.jspecify.annotations.NullMarked;

@AnalyzeClasses(packages = "dev.tandem", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    private static final Set<String> CHAPTERS =
            Set.of("threads", "sync", "comms", "processes", "events", "gpu");

    @ArchTest
    static final ArchRule coreIsLayered =
            layeredArchitecture()
                    .consideringOnlyDependenciesInLayers()
                    .layer("spi")
                    .definedBy("dev.tandem.spi..")
                    .layer("explore")
                    .definedBy("dev.tandem.explore..")
                    .layer("junit")
                    .definedBy("dev.tandem.junit..")
                    .layer("catalogue")
                    .definedBy("dev.tandem.lab.catalogue..")
                    .layer("run")
                    .definedBy("dev.tandem.lab.run..")
                    .layer("compare")
                    .definedBy("dev.tandem.lab.compare..")
                    .layer("launch")
                    .definedBy("dev.tandem.lab.launch..")
                    .layer("text")
                    .definedBy("dev.tandem.cli.text")
                    .layer("json")
                    .definedBy("dev.tandem.cli.json")
                    .layer("page")
                    .definedBy("dev.tandem.cli.page")
                    .layer("commands")
                    .definedBy("dev.tandem.cli")
                    .whereLayer("spi")
                    .mayNotAccessAnyLayer()
                    .whereLayer("explore")
                    .mayOnlyAccessLayers("spi")
                    .whereLayer("junit")
                    .mayOnlyAccessLayers("spi", "explore")
                    .whereLayer("catalogue")
                    .mayOnlyAccessLayers("spi")
                    .whereLayer("run")
                    .mayOnlyAccessLayers("spi", "catalogue")
                    .whereLayer("compare")
                    .mayOnlyAccessLayers("spi", "catalogue", "run")
                    .whereLayer("launch")
                    .mayOnlyAccessLayers("spi", "catalogue", "run")
                    .whereLayer("text")
                    .mayOnlyAccessLayers("spi", "explore", "catalogue", "run", "compare")
                    .whereLayer("json")
                    .mayOnlyAccessLayers("spi", "explore", "catalogue", "run", "compare")
                    .whereLayer("page")
                    .mayOnlyAccessLayers("spi", "explore", "text", "json")
                    .whereLayer("commands")
                    .mayNotBeAccessedByAnyLayer()
                    .because(
                            "a plug-in author shall need spi alone, a part be understood without those above it, and what is printed not depend on the command that prints it");

    @ArchTest
    static final ArchRule packagesAreAcyclic =
            slices().matching("dev.tandem.(**)")
                    .should()
                    .beFreeOfCycles()
                    .because("a cycle is one package that pretends to be several");

    @ArchTest
    static final ArchRule chaptersAreIndependent =
            classes()
                    .that(
                            DescribedPredicate.describe(
                                    "are of a chapter", type -> chapter(type).isPresent()))
                    .should(staySeparate())
                    .because("what two chapters need belongs in core");

    @ArchTest
    static final ArchRule onlyEntryPointsEndTheProcessOrUseItsStreams =
            noClasses()
                    .that(DescribedPredicate.not(areEntryPoints()))
                    .should()
                    .callMethod(System.class, "exit", int.class)
                    .orShould()
                    .accessField(System.class, "out")
                    .orShould()
                    .accessField(System.class, "err")
                    .orShould()
                    .accessField(System.class, "in")
                    .because("everything else runs inside the shell and under tests");

    @ArchTest
    static final ArchRule noForeignFunctions =
            noClasses()
                    .that()
                    .doNotHaveFullyQualifiedName("dev.tandem.lab.launch.JvmSubreaper")
                    .and()
                    .doNotHaveFullyQualifiedName("dev.tandem.lab.compare.JvmCpuClock")
                    .and()
                    .doNotHaveFullyQualifiedName("dev.tandem.explore.inside.Segments")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("java.lang.foreign..")
                    .because(
                            "it cannot be verified in a native image, from which only those classes are absent");

    @ArchTest
    static final ArchRule noReflection =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("dev.tandem.explore..")
                    .and()
                    .resideOutsideOfPackage("dev.tandem.dist..")
                    .and()
                    .areNotAssignableTo("org.graalvm.nativeimage.hosted.Feature")
                    .should()
                    .callMethod(Class.class, "forName", String.class)
                    .orShould()
                    .dependOnClassesThat()
                    .belongToAnyOf(
                            java.lang.reflect.Constructor.class,
                            java.lang.reflect.Field.class,
                            java.lang.reflect.AccessibleObject.class)
                    .because(
                            "only the rewriter needs it, and what tells the builder of an image; in the image it wants metadata that is easily forgotten");

    @ArchTest
    static final ArchRule packagesAreNullMarked =
            classes()
                    .that()
                    .resideOutsideOfPackage("..jsonb..")
                    .should(resideInANullMarkedPackage())
                    .because("null is not returned, and NullAway shall hold us to it");

    @ArchTest
    static final ArchRule noStaticMutableState =
            fields().that()
                    .areStatic()
                    .and(DescribedPredicate.not(synthetic()))
                    .and()
                    .areDeclaredInClassesThat()
                    .resideOutsideOfPackage("..jsonb..")
                    .should(beConstant())
                    .because("two runs in one process must not meet");

    private static Optional<String> chapter(JavaClass type) {
        String[] names = type.getPackageName().split("\\.");
        return Optional.of(names.length > 2 ? names[2] : "").filter(CHAPTERS::contains);
    }

    private static ArchCondition<JavaClass> staySeparate() {
        return new ArchCondition<>("depend on no other chapter") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                    Optional<String> target = chapter(dependency.getTargetClass());
                    boolean separate = target.isEmpty() || target.equals(chapter(type));
                    events.add(
                            new SimpleConditionEvent(type, separate, dependency.getDescription()));
                }
            }
        };
    }

    private static DescribedPredicate<JavaClass> areEntryPoints() {
        Set<String> names = Set.of("Main", "WorkerMain", "Tandem", "SummaryLine");
        return DescribedPredicate.describe(
                "are entry points", type -> names.contains(type.getSimpleName()));
    }

    private static DescribedPredicate<JavaField> synthetic() {
        return DescribedPredicate.describe(
                "synthetic", field -> field.getModifiers().contains(SYNTHETIC));
    }

    private static ArchCondition<JavaClass> resideInANullMarkedPackage() {
        return new ArchCondition<>("reside in a package that is @NullMarked") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
                events.add(
                        new SimpleConditionEvent(
                                type, marked, type.getPackageName() + " is not @NullMarked"));
            }
        };
    }

    /** A mutable thing is told by its type: a map that is made with {@code Map.of} is none. */
    private static ArchCondition<JavaField> beConstant() {
        return new ArchCondition<>("be final and of a type that does not change") {
            @Override
            public void check(JavaField field, ConditionEvents events) {
                JavaClass type = field.getRawType();
                boolean mutable =
                        !field.getModifiers().contains(FINAL)
                                || type.getPackageName().equals("java.util.concurrent.atomic")
                                || type.isAssignableTo(Lock.class)
                                || type.isAssignableTo(Executor.class)
                                || type.isAssignableTo(ThreadLocal.class)
                                || type.isAssignableTo(StringBuilder.class)
                                || !type.isInterface()
                                        && (type.isAssignableTo(Collection.class)
                                                || type.isAssignableTo(Map.class));
                events.add(
                        new SimpleConditionEvent(
                                field, !mutable, field.getFullName() + " can change"));
            }
        };
    }
}
