package io.github.crstasks.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every declared failure names a case of the contract; otherwise it would never be asserted. */
abstract class DeclarationCases extends ContractCases {
    DeclarationCases(TransportContract contract) {
        super(contract);
    }

    @Test
    final void declaredFailuresNameCasesOfTheContract() {
        Set<String> cases = Stream.of(TransportContract.class.getDeclaredClasses())
                .flatMap(group -> Stream.of(group.getSuperclass().getDeclaredMethods()))
                .filter(method -> method.isAnnotationPresent(Test.class))
                .map(method -> method.getName())
                .collect(Collectors.toSet());
        assertThat(declared(FailingCase.class))
                .allSatisfy(declared -> assertThat(declared.name()).isIn(cases));
    }
}
