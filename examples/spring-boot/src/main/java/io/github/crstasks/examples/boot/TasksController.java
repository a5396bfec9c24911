package io.github.crstasks.examples.boot;

import io.github.crstasks.TaskClient;
import io.github.crstasks.ThrowingTaskClient;
import io.github.crstasks.error.TaskException;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.task.Task;
import java.time.Duration;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
final class TasksController {
    private static final TaskQuery LAST_DAY = TaskQuery.submittedWithin(Duration.ofDays(1));

    private final ThrowingTaskClient client;

    TasksController(TaskClient client) {
        this.client = client.orThrow();
    }

    @GetMapping("/tasks")
    List<Task> tasks() {
        return client.list(LAST_DAY);
    }

    /** Answers 502 Bad Gateway, because the service failed and not this program. */
    @ExceptionHandler
    ProblemDetail failure(TaskException failure) {
        return ProblemDetail.forStatusAndDetail(
                HttpStatus.BAD_GATEWAY, failure.error().message());
    }
}
