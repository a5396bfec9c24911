package io.github.crstasks.tests.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.TaskPage;
import io.github.crstasks.error.TaskError;
import io.github.crstasks.error.TaskException;
import io.github.crstasks.task.Task;
import io.github.crstasks.tests.soak.ChangingTasks.Observation;
import io.github.crstasks.tests.support.QueueSubscriber;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Reads lists in a soak test, as a whole or in parts. For use by one thread. */
final class SoakListCalls {
    /** A list was exact although one of its seconds has more tasks than a page. */
    static final String FULL_SECOND = "FULL_SECOND";
    /** A client said during a call that a list may be incomplete, so the list was checked for possible tasks only. */
    private static final String DOUBTFUL = "DOUBTFUL";

    private final SoakCall call;

    SoakListCalls(SoakCall call) {
        this.call = call;
    }

    Option<TaskError> list(Either<TaskError, List<Task>> list) {
        return list.peek(this::check).fold(call::explained, found -> Option.none());
    }

    private void check(List<Task> list) {
        Predicate<Task> meaning = call.sample().meaning();
        if (!call.isExact()) {
            call.events().count(DOUBTFUL);
            call.observation().assertReported(list, meaning);
            return;
        }
        call.observation().assertComplete(list, meaning);
        if (hasFullSecond(list)) {
            call.events().count(FULL_SECOND);
        }
    }

    private static boolean hasFullSecond(List<Task> list) {
        int page = SoakClients.PAGING.pageSize();
        return IntStream.range(page, list.size())
                .anyMatch(i -> list.get(i).submittedAt().isDefined()
                        && list.get(i).submittedAt().equals(list.get(i - page).submittedAt()));
    }

    private void checkPrefix(List<Task> list) {
        Predicate<Task> meaning = call.sample().meaning();
        if (call.isExact()) {
            call.observation().assertCompletePrefix(list, meaning);
        } else {
            call.observation().assertReported(list, meaning);
        }
    }

    Option<TaskError> count(Either<TaskError, Integer> count) {
        return count.peek(this::check).fold(call::explained, number -> Option.none());
    }

    private void check(int count) {
        if (call.isExact()) {
            call.observation().assertPossibleCount(count, call.sample().meaning());
        }
    }

    Option<TaskError> page() {
        int offset = call.random().nextInt(60);
        int limit = call.random().nextInt(60) + 1;
        Either<TaskError, TaskPage> page =
                call.route().hasty().page(call.sample().query(), offset, limit);
        return page.peek(slice -> check(slice, offset, limit)).fold(call::explained, slice -> Option.none());
    }

    private void check(TaskPage page, int offset, int limit) {
        Observation observation = call.observation();
        observation.assertReported(page.tasks(), call.sample().meaning());
        if (call.isExact()) {
            int min = observation.throughout(call.sample().meaning()).size() - offset;
            assertThat(page.tasks()).hasSizeBetween(Math.min(limit, Math.max(min, 0)), limit);
            observation.assertPossibleCount(page.totalCount(), call.sample().meaning());
        }
    }

    Either<TaskError, List<Task>> stream() {
        try (Stream<Task> stream = call.route().hasty().stream(call.sample().query())) {
            return Either.right(stream.toList());
        } catch (TaskException thrown) {
            return Either.left(thrown.error());
        }
    }

    Option<TaskError> streamClosed() {
        List<Task> taken = new ArrayList<>();
        int limit = call.random().nextInt(60) + 1;
        try (Stream<Task> stream = call.route().patient().stream(call.sample().query(), SoakClients.PAGING)) {
            Iterator<Task> rest = stream.iterator();
            while (taken.size() < limit && rest.hasNext()) {
                taken.add(rest.next());
            }
        } catch (TaskException thrown) {
            return call.explained(thrown.error());
        }
        checkPrefix(taken);
        return Option.none();
    }

    Option<TaskError> publisher() throws InterruptedException {
        List<Task> taken = new ArrayList<>();
        try (QueueSubscriber<Task> subscriber = QueueSubscriber.inBatches(
                call.route().hasty().async().publisher(call.sample().query()), call.demand())) {
            for (Option<Task> task = subscriber.next(); task.isDefined(); task = subscriber.next()) {
                taken.add(task.get());
            }
        } catch (TaskException thrown) {
            return call.explained(thrown.error());
        }
        return list(Either.right(taken));
    }

    Option<TaskError> publisherCancelled() throws InterruptedException {
        List<Task> taken = new ArrayList<>();
        try (QueueSubscriber<Task> subscriber = QueueSubscriber.inBatches(
                call.route().patient().async().publisher(call.sample().query()), call.demand())) {
            int limit = call.random().nextInt(60);
            Option<Option<Task>> task = subscriber.poll(call.shortDelay());
            while (task.exists(Option::isDefined) && taken.size() < limit) {
                taken.add(task.get().get());
                task = subscriber.poll(call.shortDelay());
            }
        } catch (TaskException thrown) {
            return call.explained(thrown.error());
        }
        checkPrefix(taken);
        return Option.none();
    }
}
