package consumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.task.Task;
import io.github.crstasks.testkit.QueryArbitraries;
import io.github.crstasks.testkit.QuerySample;
import io.github.crstasks.testkit.ReferenceModel;
import io.github.crstasks.testkit.TaskArbitraries;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class QueryTest {
    @Provide
    Arbitrary<QuerySample> queries() {
        return QueryArbitraries.queries();
    }

    @Provide
    Arbitrary<Task> tasks() {
        return TaskArbitraries.tasks();
    }

    @Property
    void queryAcceptsTheTasksThatItMeans(@ForAll("queries") QuerySample sample, @ForAll("tasks") Task task) {
        assertThat(sample.query().test(task)).isEqualTo(sample.meaning().test(task));
    }

    @Test
    void emptyListStaysEmpty() {
        assertThat(ReferenceModel.list(List.of(), TaskQuery.all())).isEmpty();
    }
}
