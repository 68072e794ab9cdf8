package dev.bobbin.lab.figure;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;

/**
 * What a bench is measured with: {@code name=value} pairs joined by commas, as in {@code depth=3,locals=4,compact=yes}. Immutable;
 * equal if it is spelt the same.
 *
 * @param values by name, in order
 */
public record Param(Map<String, String> values) {
    public Param {
        values = new LinkedHashMap<>(values);
    }

    /** @throws IllegalArgumentException if the text is not spelt as a param is, with the reason */
    public static Param of(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String part : text.split(",", -1)) {
            int equals = part.indexOf('=');
            String name = part.substring(0, Math.max(equals, 0));
            String value = part.substring(equals + 1);
            if (!name.matches("[a-z][a-z0-9-]*") || !value.matches("[^\\s,=]+")) {
                throw new IllegalArgumentException("param '" + text + "': '" + part + "' is not name=value");
            }
            if (values.containsKey(name)) {
                throw new IllegalArgumentException("param '" + text + "': " + name + " is given twice");
            }
            values.put(name, value);
        }
        return new Param(values);
    }

    /** This param and one more value behind it. */
    public Param with(String name, String value) {
        return of(this + "," + name + "=" + value);
    }

    /** How this is spelt when one value is left out; empty if there is nothing else. */
    public String without(String name) {
        Map<String, String> others = values();
        others.remove(name);
        return new Param(others).toString();
    }

    public boolean has(String name) {
        return values.containsKey(name);
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
    public Map<String, String> values() {
        return new LinkedHashMap<>(values);
    }

    @Override
    public String toString() {
        StringJoiner text = new StringJoiner(",");
        values.forEach((name, value) -> text.add(name + "=" + value));
        return text.toString();
    }
}
