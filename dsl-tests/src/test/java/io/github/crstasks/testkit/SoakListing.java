package io.github.crstasks.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.TaskPage;
import io.github.crstasks.error.TaskError;
import io.github.crstasks.error.TaskException;
import io.github.crstasks.task.Task;
import io.github.crstasks.testkit.MovingTasks.Sight;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/** What is asked of a list in a soak, at once or piece by piece. For use by one thread. */
final class SoakListing {
    private final SoakCall call;

    SoakListing(SoakCall call) {
        this.call = call;
    }

    Option<TaskError> whole(Either<TaskError, List<Task>> list) {
        return list.peek(found ->
                        call.sight().assertAnsweredBy(found, call.sample().meaning()))
                .fold(call::named, found -> Option.none());
    }

    Option<TaskError> count(Either<TaskError, Integer> count) {
        return count.peek(number ->
                        call.sight().assertCountedBy(number, call.sample().meaning()))
                .fold(call::named, number -> Option.none());
    }

    Option<TaskError> page() {
        int offset = call.random().nextInt(60);
        int limit = call.random().nextInt(60) + 1;
        Either<TaskError, TaskPage> page =
                call.line().hasty().page(call.sample().query(), offset, limit);
        return page.peek(slice -> {
                    Sight sight = call.sight();
                    int least = sight.throughout(call.sample().meaning()).size() - offset;
                    assertThat(slice.tasks()).hasSizeBetween(Math.min(limit, Math.max(least, 0)), limit);
                    sight.assertSeen(slice.tasks(), call.sample().meaning());
                    sight.assertCountedBy(slice.totalCount(), call.sample().meaning());
                })
                .fold(call::named, slice -> Option.none());
    }

    Either<TaskError, List<Task>> stream() {
        try (Stream<Task> stream = call.line().hasty().stream(call.sample().query())) {
            return Either.right(stream.toList());
        } catch (TaskException thrown) {
            return Either.left(thrown.error());
        }
    }

    Option<TaskError> streamClosed() {
        List<Task> taken = new ArrayList<>();
        int enough = call.random().nextInt(60) + 1;
        try (Stream<Task> stream = call.line().patient().stream(call.sample().query(), SoakClients.PAGING)) {
            Iterator<Task> rest = stream.iterator();
            while (taken.size() < enough && rest.hasNext()) {
                taken.add(rest.next());
            }
        } catch (TaskException thrown) {
            return call.named(thrown.error());
        }
        call.sight().assertBegunBy(taken, call.sample().meaning());
        return Option.none();
    }

    Option<TaskError> publisher() throws InterruptedException {
        List<Task> taken = new ArrayList<>();
        try (Inbox<Task> inbox =
                new Inbox<>(call.line().hasty().async().publisher(call.sample().query()), call.demand())) {
            for (Option<Task> task = call.next(inbox); task.isDefined(); task = call.next(inbox)) {
                taken.add(task.get());
            }
        } catch (TaskException thrown) {
            return call.named(thrown.error());
        }
        return whole(Either.right(taken));
    }

    Option<TaskError> publisherCancelled() throws InterruptedException {
        List<Task> taken = new ArrayList<>();
        try (Inbox<Task> inbox = new Inbox<>(
                call.line().patient().async().publisher(call.sample().query()), call.demand())) {
            int enough = call.random().nextInt(60);
            Option<Option<Task>> task = inbox.poll(call.aMoment());
            while (task.exists(Option::isDefined) && taken.size() < enough) {
                taken.add(task.get().get());
                task = inbox.poll(call.aMoment());
            }
        } catch (TaskException thrown) {
            return call.named(thrown.error());
        }
        call.sight().assertBegunBy(taken, call.sample().meaning());
        return Option.none();
    }
}
