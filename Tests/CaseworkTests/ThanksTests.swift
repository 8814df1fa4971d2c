import Casework
import Testing

@Suite struct ThanksTests {
    @Test(arguments: [
        "Thanks!", "thank you", "THANK YOU SO MUCH!!!", "@care thanks", ".@care thank you",
        "Thanks again 🙏", "ok, thanks", "Got it, thank you very much.", "It's working now, thanks!",
        "It’s back, thanks!", "thanks for the quick reply", "Thank you for your help 😊👍🏽",
        "Great, thanks. All good now", "thx :)", "Cheers, guys", "Vielen Dank!",
        "Danke für die Hilfe",
        "Merci beaucoup", "Muchas gracias por su ayuda", "Grazie mille", "Muito obrigada",
        "Hartelijk bedankt voor de snelle reactie", "Tack så mycket", "Thank you ❤️",
    ])
    func `only thanks`(text: String) {
        #expect(Thanks.isOnlyThanks(text))
    }

    @Test(
        arguments: [
            "thanks for nothing", "no thanks", "No, thank you", "Thanks, but it still fails",
            "thanks a bunch", "Thanks a lot, three hours on hold", "thanks...", "Thanks…",
            "“thanks”",
            "\"Thanks\" for the help", "thanks 🙄", "thanks 😒", "Thanks :(", "thanks :/",
            "is it working now thanks", "thanks?", "thanks？", "Thanks in advance", "thanks /s",
            "help, thanks", "thanks idiots", "Thanks, useless", "yeah right thanks",
            "thanks for losing my luggage", "THANKS FOR THE WAIT", "can’t thank you enough",
            "I never got my refund. Thanks", "danke für nichts", "merci pour rien",
            "gracias por nada",
            "it works", "", "@thanks", "🙏", "👍", "thanksgiving", "great service",
            "thanks https://example.net", "thanks\u{202E}", String(repeating: "thanks ", count: 18),
        ])
    func `more than thanks, or none`(text: String) {
        #expect(!Thanks.isOnlyThanks(text))
    }
}
