package io.github.crstasks.examples.boot;

import io.github.crstasks.TaskClient;
import io.github.crstasks.TaskClientBuilder;
import java.util.concurrent.CompletableFuture;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Returns the tasks of the last day at {@code /tasks}, with the credentials of the environment. */
@SpringBootApplication(proxyBeanMethods = false)
@EnableConfigurationProperties(CrsSettings.class)
public class TasksApplication {
    TasksApplication() {}

    /**
     * Starts the program.
     *
     * @param arguments settings, for example {@code --crs.region=ap-guangzhou}
     */
    public static void main(String[] arguments) {
        SpringApplication.run(TasksApplication.class, arguments);
    }

    /** Creates the client, which Spring closes at the end of the program. */
    @Bean
    TaskClient taskClient(CrsSettings settings) {
        TaskClientBuilder builder = TaskClient.builder();
        if (settings.region() != null) {
            builder.region(settings.region());
        }
        if (settings.endpoint() != null) {
            builder.endpoint(settings.endpoint());
        }
        // The context class loader of the common pool does not see the jars inside of the jar of this program.
        // The client finds its transport there nevertheless.
        return CompletableFuture.supplyAsync(builder::build).join();
    }
}
