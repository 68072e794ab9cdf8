package dev.bobbin.lab.page;

import static j2html.TagCreator.a;
import static j2html.TagCreator.article;
import static j2html.TagCreator.code;
import static j2html.TagCreator.details;
import static j2html.TagCreator.div;
import static j2html.TagCreator.h3;
import static j2html.TagCreator.h4;
import static j2html.TagCreator.p;
import static j2html.TagCreator.pre;
import static j2html.TagCreator.span;
import static j2html.TagCreator.summary;
import static j2html.TagCreator.text;

import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The programs of subjects: those of a bench in its section, those of other languages, one for all benches, at the end. */
final class ProgramList {
    private ProgramList() {}

    private static String id(String subject) {
        return "program-" + subject;
    }

    /** Subjects that share their sources, as all forms of Bobbin do, share the place. */
    static DomContent of(String bench, Figures figures, Programs programs) {
        Map<Map<String, String>, List<Subject>> shared = new LinkedHashMap<>();
        List<DomContent> elsewhere = new ArrayList<>();
        new Figures(figures.of(bench)).subjects().forEach(subject -> {
            if (Programs.isPeer(subject.name())) {
                elsewhere.add(a(BenchSection.swatch(subject)).withHref("#" + id(subject.name())));
            } else {
                shared.computeIfAbsent(programs.of(bench, subject.name()), s -> new ArrayList<>())
                        .add(subject);
            }
        });
        List<DomContent> parts = new ArrayList<>();
        shared.forEach((sources, subjects) -> {
            if (!sources.isEmpty()) {
                parts.add(details(summary(text("Program of "), names(subjects)), div(boxes(sources))));
            }
        });
        if (!elsewhere.isEmpty()) {
            parts.add(p(
                            text("Programs of other languages: "),
                            span().with(elsewhere).withClass("names"))
                    .withClass("elsewhere"));
        }
        return div().with(parts).withClass("programs");
    }

    private static DomContent names(List<Subject> subjects) {
        return span(subjects.stream().map(BenchSection::swatch).toArray(DomContent[]::new))
                .withClass("names");
    }

    /** Those of other languages. */
    static List<DomContent> ofPeers(Figures figures, Programs programs) {
        return figures.subjects()
                .filter(subject -> Programs.isPeer(subject.name()))
                .map(subject -> (DomContent) article(
                                h3(BenchSection.swatch(subject)), div(boxes(programs.of("", subject.name()))))
                        .withId(id(subject.name()))
                        .withClass("card"))
                .toList();
    }

    private static DomContent[] boxes(Map<String, String> sources) {
        List<DomContent> boxes = new ArrayList<>();
        sources.forEach((file, source) -> {
            boxes.add(h4(file));
            boxes.add(pre(code(source)).withClass("source"));
        });
        return boxes.toArray(new DomContent[0]);
    }
}
