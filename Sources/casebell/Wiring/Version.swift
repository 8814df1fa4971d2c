/// What `casebell --version` prints and `/metrics` tells.
enum Version {
    static let number = "0.1.0"
}
