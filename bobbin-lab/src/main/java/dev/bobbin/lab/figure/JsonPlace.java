package dev.bobbin.lab.figure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A value somewhere in a file of figures. Whatever is missing or of another kind is an error that names the file and the place.
 *
 * @param name the way there from the file's top: {@code results[3].value}
 */
record JsonPlace(Path file, String name, JsonNode node) {
    /** Makes something of a value. */
    @FunctionalInterface
    interface Reading<T> {
        T of(JsonPlace place) throws IOException;
    }

    /** @throws IOException if the file cannot be read or is no JSON; the message names it and says why */
    static JsonPlace top(Path file) throws IOException {
        String text;
        try {
            text = Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new IOException(file + ": there is no such file", e);
        } catch (IOException e) {
            throw new IOException(file + ": cannot be read (" + e.getMessage() + ")", e);
        }
        try {
            return new JsonPlace(file, "", new ObjectMapper().readTree(text));
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw new IOException(
                    file + ": no figures of the lab: no JSON from line " + line + " on: " + e.getOriginalMessage(), e);
        }
    }

    JsonPlace at(String field) throws IOException {
        JsonPlace inner = new JsonPlace(file, name.isEmpty() ? field : name + "." + field, node.path(field));
        if (inner.node.isMissingNode()) {
            throw new IOException(file + ": no figures of this version of the lab: " + inner.name + " is missing");
        }
        return inner;
    }

    boolean isNull() {
        return node.isNull();
    }

    String text() throws IOException {
        require("a text", JsonNode::isTextual);
        return node.textValue();
    }

    double number() throws IOException {
        require("a number", JsonNode::isNumber);
        return node.doubleValue();
    }

    int integer() throws IOException {
        require("a whole number", JsonNode::canConvertToExactIntegral);
        return node.intValue();
    }

    boolean bool() throws IOException {
        require("true or false", JsonNode::isBoolean);
        return node.booleanValue();
    }

    <T> List<T> list(Reading<T> reading) throws IOException {
        require("a list", JsonNode::isArray);
        List<T> values = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
            values.add(reading.of(new JsonPlace(file, name + "[" + i + "]", node.get(i))));
        }
        return values;
    }

    /** In the order in which they stand. */
    <T> Map<String, T> map(Reading<T> reading) throws IOException {
        require("an object", JsonNode::isObject);
        Map<String, T> values = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            String place = name + "." + entry.getKey();
            values.put(entry.getKey(), reading.of(new JsonPlace(file, place, entry.getValue())));
        }
        return values;
    }

    private void require(String what, Predicate<JsonNode> kind) throws IOException {
        if (!kind.test(node)) {
            throw new IOException(file + ": no figures of the lab: " + name + " is not " + what);
        }
    }
}
