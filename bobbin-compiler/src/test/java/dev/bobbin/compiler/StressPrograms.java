package dev.bobbin.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;

/** The programs of src/test/resources/stress, as coroutines in every form. */
final class StressPrograms {
    private StressPrograms() {}

    /** @param name without the package */
    static Map<Options, Class<?>> inEveryForm(String name) throws ReflectiveOperationException {
        Map<Options, Class<?>> programs = new HashMap<>();
        Map<String, byte[]> plain = Javac.compile(Javac.sources(Javac.resources("stress")), 17, "-g");
        for (Options form : World.models()) {
            Transformer.Result result = Transformer.transform(plain, Javac::onClassPath, form);
            assertThat(result.hasErrors()).as("%s", result.diagnostics()).isFalse();
            ClassLoader loader =
                    World.ofCoroutines(result.classes(), "NEVER", 0).loader();
            programs.put(form, Class.forName("stress." + name, true, loader));
        }
        return programs;
    }
}
