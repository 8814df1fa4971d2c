import HTTPTypes

extension Query {
    /// Refuses the request for every fault that was found in its query.
    func check() throws {
        guard faults.isEmpty else {
            throw Problem(.badRequest, "The query cannot be understood.", faults: faults)
        }
    }
}
