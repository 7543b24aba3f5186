package probewright.app.assist;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import probewright.app.FakeKernel;
import probewright.app.assist.TypePagesModel.Visit;
import probewright.btf.Kernel;
import probewright.btf.TypePage;
import probewright.language.Definition;

/** Going through the pages of types. */
class TypePagesModelTest {
  private final Kernel kernel = FakeKernel.make();
  private final TypePagesModel model = new TypePagesModel();

  private void open(String type) {
    TypePage page = TypePage.of(kernel.btf(), type).orElseThrow();
    model.open(new Definition.OfKernel(page, 1), kernel.release());
  }

  private String shown() {
    @Nullable Visit visit = model.shownProperty().get();
    return visit == null ? "-" : visit.page().name() + " " + visit.line();
  }

  @Test
  void goesBackToTheLineThatWasReadAndForward() {
    open("struct request");
    model.reading(3);
    open("struct request_queue");
    model.back();
    assertThat(shown()).isEqualTo("struct request 3");
    assertThat(model.backProperty().get()).isFalse();
    model.forward();
    assertThat(shown()).isEqualTo("struct request_queue 1");
    assertThat(model.forwardProperty().get()).isFalse();
  }

  @Test
  void anotherWayForgetsTheOneBefore() {
    open("struct request");
    open("struct request_queue");
    model.back();
    open("struct request");
    assertThat(model.forwardProperty().get()).isFalse();
    model.close();
    assertThat(shown()).isEqualTo("-");
    open("struct request_queue");
    assertThat(model.backProperty().get()).isFalse();
  }

  @Test
  void linksAndWordsAreFound() {
    open("struct request");
    Visit visit = model.shownProperty().get();
    assertThat(visit).isNotNull();
    int at = visit.page().text().indexOf("struct request_queue");
    assertThat(TypePagesModel.linkAt(visit.page(), at + 8))
        .hasValueSatisfying(link -> assertThat(link.type()).isEqualTo("struct request_queue"));
    assertThat(TypePagesModel.linkAt(visit.page(), 0)).isEmpty();
    assertThat(model.found("REQUEST")).hasSize(2);
    assertThat(model.found("")).isEmpty();
  }
}
