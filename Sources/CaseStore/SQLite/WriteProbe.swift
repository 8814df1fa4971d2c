/// Is asked before each statement that writes, savepoints and the commit among them: a rehearsal
/// lets one fail and looks at what is left. A real desk has none.
package struct WriteProbe: Sendable {
    private let ask: @Sendable () throws -> Void

    /// - Parameter ask: throws what the statement shall fail with.
    package init(_ ask: @escaping @Sendable () throws -> Void) { self.ask = ask }

    func willWrite() throws { try ask() }
}
