import ArgumentParser

struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Explain every mistake in the configuration, and what is legal but unwise.",
        discussion: "Exits 0 if it can be used, 78 if not. Needs no secrets and no network.")

    @OptionGroup var place: ConfigurationOption
    @Flag(help: "Findings as JSON.")
    var json = false

    func run() throws {
        let report = check(directory: place.config)
        print(json ? report.json : report.text, terminator: "")
        guard report.isAccepted else {
            throw ExitCode(CommandFailure.Code.configuration.rawValue)
        }
    }
}
