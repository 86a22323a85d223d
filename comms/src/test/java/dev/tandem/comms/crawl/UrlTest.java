// SPDX-License-Identifier: Apache-2.0
package dev.tandem.comms.crawl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UrlTest {

    @ParameterizedTest
    @CsvSource({
        "http://example.org, http://example.org/",
        "HTTP://Example.ORG:80/a, http://example.org/a",
        "https://example.org:443/?q, https://example.org/?q",
        "https://example.org:80/, https://example.org:80/",
        "http://example.org/a/./b/../c#top, http://example.org/a/c",
        "http://example.org/../../a/.., http://example.org/",
        "http://example.org/%7euser/%c3%a9%2f, http://example.org/~user/%C3%A9%2F",
        "http://example.org/%2e%2e/a, http://example.org/a",
        "'http://example.org/a b|\"<é', http://example.org/a%20b%7C%22%3C%C3%A9",
        "http://example.org/100%, http://example.org/100%25",
        "http://bücher.example/, http://xn--bcher-kva.example/",
        "http://[::1]:8080/, http://[::1]:8080/",
        "http://my_host.example/, http://my_host.example/",
    })
    void waysOfWritingAnAddressHaveOneNormalForm(String written, String form) throws Exception {
        assertThat(Url.of(written)).hasToString(form);
        assertThat(Url.of(form)).isEqualTo(Url.of(written));
    }

    /** The examples of RFC 3986, section 5.4, as far as they concern pages. */
    @ParameterizedTest
    @CsvSource({
        "g, http://a/b/c/g",
        "./g, http://a/b/c/g",
        "g/, http://a/b/c/g/",
        "/g, http://a/g",
        "//g, http://g/",
        "?y, http://a/b/c/d;p?y",
        "g?y, http://a/b/c/g?y",
        "#s, http://a/b/c/d;p?q",
        "'', http://a/b/c/d;p?q",
        ";x, http://a/b/c/;x",
        "., http://a/b/c/",
        "../.., http://a/",
        "../../../g, http://a/g",
        "g?y/../x, http://a/b/c/g?y/../x",
        "http://x/y, http://x/y",
        "'  g\n', http://a/b/c/g",
    })
    void linksAreRelativeToTheirPage(String link, String target) throws Exception {
        assertThat(Url.of("http://a/b/c/d;p?q").resolve(link)).hasToString(target);
    }

    @ParameterizedTest
    @CsvSource({
        "example.org, MALFORMED",
        "http://, MALFORMED",
        "http:///a, MALFORMED",
        "http://[broken, MALFORMED",
        "http://user:secret@example.org/, MALFORMED",
        "http://example.org:0/, MALFORMED",
        "http://example.org:99999/, MALFORMED",
        "'http://exa mple.org/', MALFORMED",
        "http://a..b/, MALFORMED",
        "1http://a/, MALFORMED",
        "mailto:someone@example.org, OTHER_SCHEME",
        "javascript:void(0), OTHER_SCHEME",
        "file:///etc/passwd, OTHER_SCHEME",
    })
    void whatIsNoAddressOfAPageIsRefused(String text, Fate fate) {
        CrawlException refusal = catchThrowableOfType(CrawlException.class, () -> Url.of(text));
        assertThat(refusal.fate()).isEqualTo(fate);
    }

    @Test
    void anEndlessAddressIsRefused() {
        CrawlException refusal =
                catchThrowableOfType(
                        CrawlException.class, () -> Url.of("http://a/" + "x/".repeat(5000)));
        assertThat(refusal.fate()).isEqualTo(Fate.MALFORMED);
    }
}
