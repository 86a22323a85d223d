// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.explore.samples.Helpers;
import dev.tandem.spi.Crew;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ByteVector;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.ClassNode;

class ProgramsLibrariesTest {

    private static Libraries of(Class<?> main) {
        return new Libraries(main.getClassLoader(), main.getName());
    }

    @Test
    void anotherArchiveThanThatOfTheMainClassIsALibrary() {
        assertThat(of(Helpers.class)).accepts(ByteVector.class.getName());
        assertThat(of(ClassReader.class)).accepts(ClassNode.class.getName());
        assertThat(of(ClassReader.class)).rejects(ByteVector.class.getName());
    }

    @Test
    void whatTheProgramIsWrittenWithIsALibrary() {
        assertThat(of(Helpers.class)).accepts(Crew.class.getName());
        assertThat(of(Helpers.class)).rejects(Helpers.class.getName(), "com.acme.Missing");
    }
}
