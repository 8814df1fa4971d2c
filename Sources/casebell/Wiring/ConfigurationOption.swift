import ArgumentParser

/// `--config`, which every command takes.
struct ConfigurationOption: ParsableArguments {
    @Option(name: .long, help: "The directory of casebell.yaml.")
    var config = "bot-config"

    /// The configuration, or a stop that says everything that is wrong with it.
    func read() throws -> Configuration {
        let reading = Configuration.read(from: config)
        guard let configuration = reading.configuration else {
            throw CommandFailure(.configuration, reading.report.text)
        }
        return configuration
    }
}
