package io.github.crstasks.emulator;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** The way of a call through the emulator: counted, shown to the script, answered, shown to the script again. */
final class Service implements Function<HttpCall, Optional<HttpReply>> {
    private final RequestLog log;
    private final ApiV2 api;
    private volatile Script script = Script.none();
    private volatile Behaviour behaviour;

    Service(RequestLog log, ApiV2 api, Behaviour behaviour) {
        this.log = log;
        this.api = api;
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
        Form form = Form.of(call);
        ReceivedRequest request = log.arrived(call.method(), call.path(), form.parameters());
        Script script = this.script;
        return script.before(request).amend(() -> {
            Behaviour behaviour = this.behaviour;
            HttpReply reply = serve(call, form, request, behaviour);
            return script.after(request, reply.text())
                    .amend(() -> Reaction.delay(behaviour.delay()).amend(() -> Optional.of(reply)));
        });
    }

    private HttpReply serve(HttpCall call, Form form, ReceivedRequest request, Behaviour behaviour) {
        if (!call.path().equals(ApiV2.PATH)) {
            return HttpReply.text(404, "nothing here; the service is at " + ApiV2.PATH);
        }
        if (!call.method().equals("GET") && !call.method().equals("POST")) {
            return HttpReply.text(405, "the service takes GET and POST");
        }
        try {
            String body = api.answer(call, form, behaviour);
            log.accepted(request);
            return HttpReply.json(body);
        } catch (Refusal refusal) {
            return HttpReply.json(ApiV2.answer(refusal));
        }
    }
}
