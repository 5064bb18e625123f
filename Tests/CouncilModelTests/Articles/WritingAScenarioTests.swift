import Foundation
import Testing

@Suite("Examples of the articles on writing a scenario")
struct WritingAScenarioTests {
    @Test(
        "Each block in the articles is a file, and each bold figure belongs to one",
        arguments: Article.all.map(\.name))
    func convention(name: String) throws {
        let article = try #require(Article.all.first { $0.name == name })
        #expect(article.problems == [])
        #expect(!article.examples.isEmpty)
    }

    @Test("No file stands in two articles, and what articles link to is there")
    func filesAndLinks() {
        let names = Article.all.flatMap(\.files.keys)
        #expect(Set(names).count == names.count)
        let links = Article.all.flatMap(\.links)
        #expect(links.contains("WritingAScenario.md"))
        for link in links {
            #expect(FileManager.default.fileExists(atPath: Article.folder.appendingPathComponent(link).path), "\(link)")
        }
    }

    @Test("Each figure that the text states is what a run gives", arguments: Article.all.flatMap(\.examples))
    func figures(example: Article.Example) throws {
        let run = try ArticleRun(example.file)
        for (figure, text) in zip(example.figures, example.stated) {
            let stated = try #require(StatedNumber(text))
            let (value, error) = try run.value(of: figure)
            let isRight = value == stated.value || abs(value - stated.value) <= stated.precision * (1 + 1e-9) + error
            #expect(isRight, "\(figure): \(text) is stated, \(value) ± \(error) comes out")
        }
    }
}
