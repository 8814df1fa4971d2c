import CaseStore

/// What every engine behind `CaseStore` keeps to. Each engine's tests run the whole list:
/// `@Test(arguments: StoreContract.all)`.
package enum StoreContract {
    /// One promise, and how it is put to the test on a bench where nothing stands yet.
    package struct Clause: Sendable, CustomStringConvertible {
        package let name: String
        let body: @Sendable (any StoreBench) async throws -> Void

        init(_ name: String, _ body: @escaping @Sendable (any StoreBench) async throws -> Void) {
            self.name = name
            self.body = body
        }

        package var description: String { name }
        package func run(on bench: any StoreBench) async throws { try await body(bench) }
    }

    package static let all: [Clause] =
        cases + conversations + drafts + lists + finding + audit + posts + messages + replies
        + acknowledgements + desk + people + pages
        + faults
}
