package dev.bobbin.lab.figure;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * What a bench is measured with: {@code name=value} pairs and bare flags, joined by commas, as in
 * {@code depth=3,locals=4,compact}. Immutable; equal if it is spelt the same.
 *
 * @param values by name, in order; a flag's value is null
 */
public record Param(Map<String, @Nullable String> values) {
    public Param {
        values = new LinkedHashMap<>(values);
    }

    /** @throws IllegalArgumentException if the text is not spelt as a param is, with the reason */
    public static Param of(String text) {
        Map<String, @Nullable String> values = new LinkedHashMap<>();
        for (String part : text.split(",", -1)) {
            int equals = part.indexOf('=');
            String name = equals < 0 ? part : part.substring(0, equals);
            String value = equals < 0 ? null : part.substring(equals + 1);
            if (!name.matches("[a-z][a-z0-9-]*") || value != null && !value.matches("[^\\s,=]+")) {
                throw new IllegalArgumentException(
                        "param '" + text + "': '" + part + "' is neither name=value nor a flag");
            }
            if (values.containsKey(name)) {
                throw new IllegalArgumentException("param '" + text + "': " + name + " is given twice");
            }
            values.put(name, value);
        }
        return new Param(values);
    }

    /** This param and a flag behind it. */
    public Param with(String flag) {
        return of(this + "," + flag);
    }

    /** How this is spelt when one value or flag is left out; empty if there is nothing else. */
    public String without(String name) {
        Map<String, @Nullable String> others = values();
        others.remove(name);
        return new Param(others).toString();
    }

    public boolean has(String flag) {
        return values.containsKey(flag);
    }

    public boolean is(String name, String value) {
        return value.equals(values.get(name));
    }

    /** @throws IllegalArgumentException if the value is missing or no number */
    public int number(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("param '" + this + "' has no " + name);
        }
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("param '" + this + "': " + name + " is not a number");
        }
    }

    @Override
    public Map<String, @Nullable String> values() {
        return new LinkedHashMap<>(values);
    }

    @Override
    public String toString() {
        StringJoiner text = new StringJoiner(",");
        values.forEach((name, value) -> text.add(value == null ? name : name + "=" + value));
        return text.toString();
    }
}
