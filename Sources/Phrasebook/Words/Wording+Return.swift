package import Casework

extension Wording {
    /// What rang in a room while nobody of the desk was there.
    /// - Parameter more: how many others are not named.
    package func rangMeanwhile(_ matters: [CaseID], more: Int = 0) -> [Line] {
        var named = matters.map { "\($0)" }.joined(separator: ", ")
        if more > 0 { named += " and \(more) more" }
        return [line("while nobody was here, \(named) rang: \(sigil)queue")]
    }
}
