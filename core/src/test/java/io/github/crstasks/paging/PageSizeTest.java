package io.github.crstasks.paging;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.query.PageRule;
import io.github.crstasks.query.TaskScan;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageSizeTest {
    private static final TaskScan ALL = TaskScan.everything();

    private static PageSize aligned(int wish) {
        return new PageSize(wish, new PageRule(100, true));
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
    void a_page_whose_offset_is_a_multiple_of_its_limit_holds_what_is_wanted(
            int place, int rows, int offset, int limit) {
        assertThat(aligned(rows).from(place, rows, ALL)).isEqualTo(new Slice(ALL, offset, limit));
    }

    @Test
    void no_page_within_the_rule_holds_more_of_the_rows_wanted() {
        for (int place = 0; place < 300; place++) {
            for (int rows : new int[] {1, 3, 40, 100, 500}) {
                int from = place;
                int most = IntStream.rangeClosed(1, 100)
                        .map(limit -> Math.min(rows, limit - from % limit))
                        .max()
                        .orElseThrow();
                Slice slice = aligned(rows).from(place, rows, ALL);

                assertThat(slice.limit()).isBetween(1, 100);
                assertThat(slice.offset() % slice.limit()).isZero();
                assertThat(slice.offset()).isLessThanOrEqualTo(place);
                assertThat(Math.min(rows, slice.end() - place)).isEqualTo(most);
            }
        }
    }

    @Test
    void pages_of_a_hundred_rows_can_be_joined_everywhere() {
        for (int place = 1; place < 2_000; place++) {
            assertThat(aligned(10).joining(place, 1, ALL).offset()).isLessThan(place);
            assertThat(aligned(10).joining(place, 1, ALL).end()).isGreaterThan(place);
        }
    }

    @Test
    void pages_of_four_rows_at_most_meet_at_multiples_of_twelve() {
        PageSize small = new PageSize(4, new PageRule(4, true));

        assertThat(IntStream.range(1, 40)
                        .filter(place -> small.joining(place, 1, ALL).offset() == place))
                .containsExactly(12, 24, 36);
    }

    @Test
    void a_service_without_a_rule_is_asked_for_just_the_rows() {
        PageSize free = new PageSize(40, PageRule.ANY);

        assertThat(free.from(110, 40, ALL)).isEqualTo(new Slice(ALL, 110, 40));
        assertThat(free.joining(110, 2, ALL)).isEqualTo(new Slice(ALL, 108, 40));
    }

    @Test
    void a_shorter_page_with_more_to_come_is_the_cap_and_is_news_once() {
        PageSize size = new PageSize(50, PageRule.ANY);
        Slice asked = size.from(0, 50, ALL);

        assertThat(size.isCappedBy(asked, 50, 200)).isFalse();
        assertThat(size.isCappedBy(asked, 20, 20)).isFalse();
        assertThat(size.isCappedBy(asked, 0, 20)).isFalse();
        assertThat(size.isCappedBy(asked, 20, 21)).isTrue();
        assertThat(size.isCappedBy(asked, 20, 21)).isFalse();
        assertThat(size.rows()).isEqualTo(20);
    }
}
