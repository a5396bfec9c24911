package io.github.crstasks.internal.paging;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.internal.plan.PageConstraints;
import io.github.crstasks.query.TaskScan;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageSizerTest {
    private static final TaskScan ALL = TaskScan.everything();

    private static PageSizer constrained(int preferred) {
        return new PageSizer(preferred, new PageConstraints(100, true));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 100, 0, 100",
        "0, 7, 0, 7",
        "110, 40, 100, 50",
        "10, 20, 0, 30",
        "99, 100, 99, 99",
        "0, 1000, 0, 100",
        "300, 1000, 300, 100",
    })
    void rangeWhoseOffsetIsAMultipleOfItsLimitContainsTheRows(int position, int rows, int offset, int limit) {
        assertThat(constrained(rows).from(position, rows, ALL)).isEqualTo(new RowRange(ALL, offset, limit));
    }

    @Test
    void noRangeWithinTheConstraintsContainsMoreOfTheRows() {
        for (int position = 0; position < 300; position++) {
            for (int rows : new int[] {1, 3, 40, 100, 500}) {
                int from = position;
                int most = IntStream.rangeClosed(1, 100)
                        .map(limit -> Math.min(rows, limit - from % limit))
                        .max()
                        .orElseThrow();
                RowRange range = constrained(rows).from(position, rows, ALL);

                assertThat(range.limit()).isBetween(1, 100);
                assertThat(range.offset() % range.limit()).isZero();
                assertThat(range.offset()).isLessThanOrEqualTo(position);
                assertThat(Math.min(rows, range.end() - position)).isEqualTo(most);
            }
        }
    }

    @Test
    void pagesOfAHundredRowsCanOverlapEverywhere() {
        for (int position = 1; position < 2_000; position++) {
            assertThat(constrained(10).overlapping(position, 1, ALL).offset()).isLessThan(position);
            assertThat(constrained(10).overlapping(position, 1, ALL).end()).isGreaterThan(position);
        }
    }

    @Test
    void pagesOfAtMostFourRowsCannotOverlapAtMultiplesOfTwelve() {
        PageSizer small = new PageSizer(4, new PageConstraints(4, true));

        assertThat(IntStream.range(1, 40)
                        .filter(position -> small.overlapping(position, 1, ALL).offset() == position))
                .containsExactly(12, 24, 36);
    }

    @Test
    void rangeWithoutConstraintsIsExact() {
        PageSizer unconstrained = new PageSizer(40, PageConstraints.NONE);

        assertThat(unconstrained.from(110, 40, ALL)).isEqualTo(new RowRange(ALL, 110, 40));
        assertThat(unconstrained.overlapping(110, 2, ALL)).isEqualTo(new RowRange(ALL, 108, 40));
    }

    @Test
    void shortPageBeforeTheEndIsTheCapAndIsNewOnce() {
        PageSizer sizer = new PageSizer(50, PageConstraints.NONE);
        RowRange requested = sizer.from(0, 50, ALL);

        assertThat(sizer.recordCap(requested, 50, 200)).isFalse();
        assertThat(sizer.recordCap(requested, 20, 20)).isFalse();
        assertThat(sizer.recordCap(requested, 0, 20)).isFalse();
        assertThat(sizer.recordCap(requested, 20, 21)).isTrue();
        assertThat(sizer.recordCap(requested, 20, 21)).isFalse();
        assertThat(sizer.rows()).isEqualTo(20);
    }
}
