extension Deflator {
    /// The GDP deflator of the United Kingdom by calendar year, 1990–2024, 2024 = 100.
    ///
    /// - Source: HM Treasury, *GDP deflators at market prices, and money GDP*, December 2025 (Quarterly National
    ///   Accounts), calendar years. Crown copyright, Open Government Licence v3.
    package static let gdp = Deflator(
        firstYear: 1990,
        values: [
            42.7537, 45.6203, 47.1096, 48.5208, 49.4168,  // 1990–1994
            50.7097, 52.8097, 52.8303, 53.5326, 54.2793,  // 1995–1999
            54.8102, 55.7479, 56.911, 58.266, 59.8584,  // 2000–2004
            61.5718, 63.4682, 64.7322, 66.89, 68.217,  // 2005–2009
            69.1217, 70.834, 71.9294, 73.4795, 74.6524,  // 2010–2014
            75.1536, 76.4554, 77.6367, 79.1606, 81.1085,  // 2015–2019
            85.2137, 85.6358, 90.5005, 96.2507, 100,  // 2020–2024
        ],
        edition: "HM Treasury GDP deflator, December 2025 national accounts, calendar years 1990–2024, 2024 = 100"
    )
}
