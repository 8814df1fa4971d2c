/// Where a secret is kept. The value itself is never part of the configuration: it is fetched
/// when the daemon runs, and never reaches a log.
struct Secret: Hashable, Sendable {
    enum Source: Hashable, Sendable {
        /// The name of an environment variable.
        case environment(String)
        /// A file, relative to the current directory; one line break at its end is not part of
        /// the secret.
        case file(String)
    }

    var source: Source
    /// The file of the configuration that names it.
    var file: String
    /// The path of its key, for what is said about it.
    var key: String

    /// A secret is one line of at most so many bytes.
    static let bytesMax = 64 << 10

    /// Fetches the value: one line, not empty.
    func resolve(environment: [String: String]) throws(SecretError) -> String {
        let value: String
        switch source {
        case .environment(let name):
            guard let found = environment[name] else {
                throw error(
                    "the environment variable \(name) is not set",
                    "Set it, or keep the secret in a file: { file: path }.")
            }
            value = found
        case .file(let path):
            do throws(SourceText.Trouble) {
                value = try SourceText(path: path, limit: Secret.bytesMax).text.withoutLastBreak
            } catch let trouble {
                throw error("\(printable(path)): \(trouble.message)", trouble.suggestion)
            }
        }
        guard !value.isEmpty else { throw error("\(place) is empty", "Put the secret there.") }
        guard !value.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) else {
            throw error(
                "\(place) has line breaks or control characters in it",
                "Put the secret there on one line.")
        }
        return value
    }

    private var place: String {
        switch source {
        case .environment(let name): "the environment variable \(name)"
        case .file(let path): printable(path)
        }
    }

    private func error(_ message: String, _ suggestion: String) -> SecretError {
        SecretError(file: file, key: key, message: message, suggestion: suggestion)
    }
}

/// Why a secret could not be fetched. Its description names file, key and way out, and nothing
/// of any secret.
struct SecretError: Error, Hashable, CustomStringConvertible {
    var file: String
    var key: String
    /// A clause without a full stop.
    var message: String
    /// Sentences.
    var suggestion: String

    var description: String {
        "\(file): \(key): \(message)." + (suggestion.isEmpty ? "" : " \(suggestion)")
    }
}

extension String {
    fileprivate var withoutLastBreak: String {
        last?.isNewline == true ? String(dropLast()) : self
    }
}

extension Value {
    /// `{ env: NAME }` or `{ file: path }`. What stands here in plain is never repeated.
    func secret() -> Secret? {
        guard isGroup else {
            error(
                "a secret never stands here in plain", "Write { env: NAME } or { file: path }.")
            return nil
        }
        return keyed { keys in
            let variable = keys["env"]
            let path = keys["file"]
            if let variable, path == nil {
                guard let name = variable.text(limit: 200) else { return nil }
                guard isVariableName(name) else {
                    variable.error(
                        "this is no name of an environment variable",
                        "Write its name alone, for example { env: CASEBELL_TOKEN }.")
                    return nil
                }
                return Secret(source: .environment(name), file: document.file, key: self.path)
            }
            if let path, variable == nil {
                return path.text().map {
                    Secret(source: .file($0), file: document.file, key: self.path)
                }
            }
            // A misspelt key is reported as such.
            guard variable != nil || keys.pairs.isEmpty else { return nil }
            error(
                "a secret has one place, the environment or a file",
                "Write { env: NAME } or { file: path }.")
            return nil
        }
    }
}

private func isVariableName(_ name: String) -> Bool {
    name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
        && name.first?.isNumber == false
}
