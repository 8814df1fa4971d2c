import ArgumentParser

struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo", abstract: "A made-up day at a desk, in this terminal.")
    @Flag(help: "Play both sides, in at most 30 s.") var autoplay = false
    @Option(help: "Multiplies the pace.") var speed = 1.0
    func run() async throws {}
}
