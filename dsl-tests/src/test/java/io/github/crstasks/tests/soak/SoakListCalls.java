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
import java.util.stream.Stream;

/** Reads lists in a soak test, as a whole or in parts. For use by one thread. */
final class SoakListCalls {
    private final SoakCall call;

    SoakListCalls(SoakCall call) {
        this.call = call;
    }

    Option<TaskError> list(Either<TaskError, List<Task>> list) {
        return list.peek(found ->
                        call.observation().assertComplete(found, call.sample().meaning()))
                .fold(call::explained, found -> Option.none());
    }

    Option<TaskError> count(Either<TaskError, Integer> count) {
        return count.peek(number -> call.observation()
                        .assertPossibleCount(number, call.sample().meaning()))
                .fold(call::explained, number -> Option.none());
    }

    Option<TaskError> page() {
        int offset = call.random().nextInt(60);
        int limit = call.random().nextInt(60) + 1;
        Either<TaskError, TaskPage> page =
                call.route().hasty().page(call.sample().query(), offset, limit);
        return page.peek(slice -> {
                    Observation observation = call.observation();
                    int min = observation.throughout(call.sample().meaning()).size() - offset;
                    assertThat(slice.tasks()).hasSizeBetween(Math.min(limit, Math.max(min, 0)), limit);
                    observation.assertReported(slice.tasks(), call.sample().meaning());
                    observation.assertPossibleCount(
                            slice.totalCount(), call.sample().meaning());
                })
                .fold(call::explained, slice -> Option.none());
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
        call.observation().assertCompletePrefix(taken, call.sample().meaning());
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
        call.observation().assertCompletePrefix(taken, call.sample().meaning());
        return Option.none();
    }
}
