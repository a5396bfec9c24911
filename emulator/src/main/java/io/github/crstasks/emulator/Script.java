package io.github.crstasks.emulator;

import java.util.function.BiFunction;

/**
 * What a test does between the service and its callers: it sees each request before and after the service does, may
 * change the tasks or wait meanwhile, and says what becomes of the reply.
 *
 * <p>The methods are called on the threads that serve the requests, several at a time; closing the emulator interrupts
 * them. A script that throws is answered with HTTP status 500 and the exception's text.
 */
@FunctionalInterface
public interface Script {

    /**
     * Called before the request is looked at. Of a request that is answered or dropped here the service learns nothing:
     * its nonce stays unused.
     *
     * @param request any request, on any path, valid or not
     * @return what becomes of it
     */
    Reaction before(ReceivedRequest request);

    /**
     * Called once the reply was computed and before it is sent. What is answered or dropped here the service has done:
     * the nonce is used.
     *
     * @param request the same request
     * @param body the body of the computed reply, successful or not
     * @return what becomes of the reply
     */
    default Reaction after(ReceivedRequest request, String body) {
        return Reaction.proceed();
    }

    /**
     * A script that steps in only once the reply was computed.
     *
     * @param after takes the request and the body of the computed reply
     * @return the script
     */
    static Script onReply(BiFunction<ReceivedRequest, String, Reaction> after) {
        return new Script() {
            @Override
            public Reaction before(ReceivedRequest request) {
                return Reaction.proceed();
            }

            @Override
            public Reaction after(ReceivedRequest request, String body) {
                return after.apply(request, body);
            }
        };
    }

    /**
     * The script that leaves everything to the service.
     *
     * @return a script without effect
     */
    static Script none() {
        return request -> Reaction.proceed();
    }
}
