package io.github.crstasks.emulator;

import io.github.crstasks.emulator.Api.Answer;
import io.github.crstasks.emulator.Api.Question;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The way of a call through the emulator: counted, shown to the script, answered, shown to the script again. */
final class Service implements Function<HttpCall, Optional<HttpReply>> {
    private final RequestLog log;
    private final Map<String, Api> apis;
    private volatile Script script = Script.none();
    private volatile Behaviour behaviour;

    Service(RequestLog log, List<Api> apis, Behaviour behaviour) {
        this.log = log;
        this.apis = apis.stream().collect(Collectors.toUnmodifiableMap(Api::path, Function.identity()));
        this.behaviour = behaviour;
    }

    void script(Script script) {
        this.script = script;
    }

    synchronized void behave(UnaryOperator<Behaviour> change) {
        behaviour = change.apply(behaviour);
    }

    @Override
    public Optional<HttpReply> apply(HttpCall call) {
        Optional<Api> api = Optional.ofNullable(apis.get(call.path()));
        Optional<Question> question = api.map(language -> language.read(call));
        ReceivedRequest request = log.arrived(
                call.method(), call.path(), question.map(Question::parameters).orElse(Map.of()));
        Script script = this.script;
        return script.before(request).amend(() -> {
            Behaviour behaviour = this.behaviour;
            HttpReply reply = api.filter(language -> !language.methods().contains(call.method()))
                    .map(language -> HttpReply.text(405, "this API takes " + language.methods()))
                    .or(() -> question.map(asked -> serve(asked, request, behaviour)))
                    .orElseGet(() -> HttpReply.text(404, "nothing here; the APIs are at " + apis.keySet()));
            return script.after(request, reply.text())
                    .amend(() -> Reaction.delay(behaviour.delay()).amend(() -> Optional.of(reply)));
        });
    }

    private HttpReply serve(Question question, ReceivedRequest request, Behaviour behaviour) {
        Answer answer = question.answer(behaviour);
        if (answer.accepted()) {
            log.accepted(request);
        }
        return HttpReply.json(answer.body());
    }
}
