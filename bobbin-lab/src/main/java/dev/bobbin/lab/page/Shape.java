package dev.bobbin.lab.page;

import j2html.tags.ContainerTag;
import java.util.Locale;

/** An element of SVG. Places along the x axis are percentages, so that a drawing fits any width and its text keeps its size. */
final class Shape extends ContainerTag<Shape> {
    Shape(String name) {
        super(name);
    }

    Shape at(String attribute, double pixels) {
        return attr(attribute, number(pixels));
    }

    /** @param part of the drawing's width, 0 to 1 */
    Shape across(String attribute, double part) {
        return attr(attribute, number(100 * part) + "%");
    }

    static Shape line(double x1, double y1, double x2, double y2) {
        return new Shape("line").across("x1", x1).at("y1", y1).across("x2", x2).at("y2", y2);
    }

    static Shape rect(double x, double y, double width, double height) {
        return new Shape("rect")
                .across("x", x)
                .at("y", y)
                .across("width", width)
                .at("height", height);
    }

    static Shape text(double x, double y, String text) {
        return new Shape("text").across("x", x).at("y", y).withText(text);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
