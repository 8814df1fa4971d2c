package import Casework

extension Wording {
    /// What rang in a room while nobody of the desk was there.
    /// - Parameter more: how many others are not named.
    package func rangMeanwhile(_ matters: [CaseID], more: Int = 0) -> [Line] {
        [line("while nobody was here, \(numbers(matters, more: more)) rang: \(sigil)queue")]
    }
}
