package dev.bobbin.cli.inspect;

import dev.bobbin.compiler.report.FormReport;
import dev.bobbin.compiler.report.ObjectShape;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openjdk.jol.datamodel.DataModel;
import org.openjdk.jol.datamodel.Model64;
import org.openjdk.jol.datamodel.Model64_Lilliput;
import org.openjdk.jol.info.ClassData;
import org.openjdk.jol.info.FieldData;
import org.openjdk.jol.layouters.HotSpotLayouter;

/**
 * How large an object is on HotSpot with 64 bits and references of 4 bytes, by JOL's layout of its class file's fields: no
 * class is loaded for it.
 *
 * @param bytes with the headers of JDK 17 to 25
 * @param compact with {@code -XX:+UseCompactObjectHeaders} of JDK 25
 */
public record ObjectSize(long bytes, long compact) {
    private static final int JDK = 17; // the layout of fields is the same since 15

    private static final DataModel PLAIN = new Model64(true, true, 8);
    private static final DataModel COMPACT = new Model64_Lilliput(true, 8, false);

    /** Null if a superclass was not found. */
    public static @Nullable ObjectSize of(ObjectShape shape) {
        return shape.layers().isEmpty() ? null : ofLayers(shape.layers());
    }

    /** Of the object that an emitter uses in this role; null if there is none, or a superclass was not found. */
    static @Nullable ObjectSize of(FormReport form, @Nullable String role) {
        return form.objects().stream()
                .filter(shape -> shape.role().equals(role))
                .findFirst()
                .map(ObjectSize::of)
                .orElse(null);
    }

    /** What is there of it without the fields that were emitted. */
    public static @Nullable ObjectSize ofBase(ObjectShape shape) {
        List<ObjectShape.Layer> layers = shape.layers();
        return layers.size() < 2 ? null : ofLayers(layers.subList(0, layers.size() - 1));
    }

    private static ObjectSize ofLayers(List<ObjectShape.Layer> layers) {
        ClassData data = data(layers);
        return new ObjectSize(size(data, PLAIN), size(data, COMPACT));
    }

    private static long size(ClassData data, DataModel model) {
        return new HotSpotLayouter(model, JDK).layout(data).instanceSize();
    }

    /** As JOL makes it of a loaded class: all fields in one, and the superclass's data beside it. */
    private static ClassData data(List<ObjectShape.Layer> layers) {
        ObjectShape.Layer own = layers.get(layers.size() - 1);
        ClassData data = new ClassData(own.className());
        if (layers.size() > 1) {
            data.addSuperClassData(data(layers.subList(0, layers.size() - 1)));
        }
        for (int i = layers.size() - 1; i >= 0; i--) {
            ObjectShape.Layer layer = layers.get(i);
            for (ObjectShape.Field field : layer.fields()) {
                data.addField(FieldData.create(layer.className(), field.name(), field.type()));
            }
            data.addSuperClass(layer.className());
        }
        return data;
    }

    /** For people: {@code 48 bytes (40 with compact headers)}. */
    String text() {
        return bytes + " bytes" + (compact == bytes ? "" : " (" + compact + " with compact headers)");
    }
}
