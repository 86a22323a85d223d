// SPDX-License-Identifier: Apache-2.0
package dev.tandem.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** What the poms say of one another. */
class PublishedModulesTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static Element pom(Path folder) {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(folder.resolve("pom.xml").toFile())
                    .getDocumentElement();
        } catch (Exception e) {
            throw new AssertionError("cannot read the pom in " + folder, e);
        }
    }

    /** The texts of the elements to which this path of names leads. */
    private static List<String> texts(Element element, String... names) {
        List<Element> found = List.of(element);
        for (String name : names) {
            found = found.stream().flatMap(e -> children(e, name)).toList();
        }
        return found.stream().map(Element::getTextContent).toList();
    }

    private static Stream<Element> children(Element parent, String name) {
        NodeList nodes = parent.getChildNodes();
        return IntStream.range(0, nodes.getLength())
                .<Node>mapToObj(nodes::item)
                .filter(node -> node.getNodeName().equals(name))
                .map(Element.class::cast);
    }

    /** Every folder of a module below this one, itself included. */
    private static List<Path> modules(Path folder) {
        List<Path> modules = new ArrayList<>(List.of(folder));
        for (String module : texts(pom(folder), "modules", "module")) {
            modules.addAll(modules(folder.resolve(module)));
        }
        return modules;
    }

    @Test
    void theBillOfMaterialsHasEveryJarThatIsPublished() {
        List<String> published =
                modules(ROOT).stream()
                        .map(PublishedModulesTest::pom)
                        .filter(pom -> !texts(pom, "packaging").contains("pom"))
                        .filter(pom -> texts(pom, "properties", "maven.deploy.skip").isEmpty())
                        .flatMap(pom -> texts(pom, "artifactId").stream())
                        .toList();
        Element bom = pom(ROOT.resolve("core/bom"));
        assertThat(texts(bom, "dependencyManagement", "dependencies", "dependency", "artifactId"))
                .containsExactlyInAnyOrderElementsOf(published);
        assertThat(texts(bom, "version")).isEqualTo(texts(pom(ROOT), "version"));
    }
}
