package dev.bobbin.lab.figure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FigureCsvTest {
    private static final Figure PARKED =
            Figure.of("parked", Param.of("depth=3,locals=4"), "bobbin-fused", "heap-bytes", List.of(80.0002, 80.5), 17);

    private static final Figure GO = Figure.of("call", Param.of("depth=10"), "go", "ns/op", List.of(20.0), 0);

    @Test
    void text_figures_areLinesBelowAHeader() {
        assertThat(FigureCsv.text(List.of(PARKED, GO))).isEqualTo("""
                bench,param,subject,jdk,metric,value,error,min,max,runs,raw
                parked,"depth=3,locals=4",bobbin-fused,17,heap-bytes,80.25,0.25,80,80.5,2,"80 80.5"
                call,depth=10,go,,ns/op,20,0,20,20,1,20
                """.replace("\n", "\r\n"));
    }

    @Test
    void text_readBack_isWhatWasWritten() throws Exception {
        Figure odd = new Figure("a,b", "c\"d", "e\r\nf", "ns/op", 1e9, 0, 1, 2, 3, List.of(), 25, false);

        String text = FigureCsv.text(List.of(odd, PARKED));

        CsvSchema schema = CsvSchema.emptySchema().withHeader();
        try (MappingIterator<Map<String, String>> lines =
                new CsvMapper().readerForMapOf(String.class).with(schema).readValues(text)) {
            List<Map<String, String>> read = lines.readAll();
            assertThat(read).hasSize(2);
            assertThat(read.get(0))
                    .containsEntry("bench", "a,b")
                    .containsEntry("param", "c\"d")
                    .containsEntry("subject", "e\r\nf")
                    .containsEntry("value", "1000000000")
                    .containsEntry("raw", "")
                    .containsEntry("jdk", "25");
            assertThat(read.get(1)).containsEntry("param", PARKED.param()).containsEntry("raw", "80 80.5");
        }
    }

    @Test
    void text_ofNothing_isTheHeader() {
        assertThat(FigureCsv.text(List.of())).isEqualTo(String.join(",", FigureCsv.COLUMNS) + "\r\n");
    }
}
