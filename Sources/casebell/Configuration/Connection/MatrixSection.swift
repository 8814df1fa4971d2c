/// An account on a Matrix homeserver.
struct MatrixSection: Hashable, Sendable {
    var homeserver: String
    /// `@localpart:server`.
    var user: String
    var login: Login?

    enum Login: Hashable, Sendable {
        case token(Secret)
        case password(Secret)
    }
}

extension MatrixSection {
    init(_ keys: KeyedReader) {
        let address = keys.required("homeserver", "homeserver: https://matrix.example.org")
        homeserver = address?.webAddress() ?? ""
        address?.warnIfPlain(homeserver)
        user = keys.required("user", "user: \"@casebell:example.org\"")?.matrixUser() ?? ""
        let token = keys["token"]
        let password = keys["password"]
        login =
            token?.secret().map(Login.token) ?? password?.secret().map(Login.password)
        switch (token, password) {
        case (.some, .some(let password)):
            password.error("a token and a password", "Keep one of them.")
        case (nil, nil) where !keys.pairs.isEmpty:
            keys.value.error(
                "there is no way to log in", "Add token: { env: NAME } or password: { env: NAME }.")
        default:
            break
        }
    }
}

extension Value {
    func matrixUser() -> String? {
        guard let words = text(limit: 255) else { return nil }
        guard isMatrixUser(words) else {
            error(
                "\"\(printable(words))\" is no Matrix user",
                "Write it whole and in quotes: \"@casebell:example.org\".")
            return nil
        }
        return words
    }
}

/// Whether it has the shape `@localpart:server`.
func isMatrixUser(_ words: String) -> Bool {
    guard words.first == "@", let colon = words.firstIndex(of: ":") else { return false }
    return words.index(after: words.startIndex) < colon
        && words.index(after: colon) < words.endIndex
        && !words.contains(where: \.isWhitespace)
}
