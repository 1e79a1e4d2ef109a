"""The characters that the search key treats specially, from Unicode 14: the same as in the function of the database.

The categories of `unicodedata` depend on the version of Python. Some characters are not in the list of their category:
Ukrainian texts use U+02BC, a letter in Unicode, as an apostrophe; subscript digits are parts of names such as CO₂; and
PostgreSQL's parser ends a word at some marks in some locales, so these are ignored. Outlined letters (U+1CCD6) and raised
Cyrillic letters (U+1E030) are separators, because only newer versions of Unicode normalize them to ordinary letters.

A change here needs a migration that replaces the function and computes its columns again.
"""

from __future__ import annotations

IGNORED = (
    "00ad 034f 0488-0489 0600-0605 061c 06dd 070f 0890-0891 08e2 1715 1734 180b-180f 1abe 1bf2-1bf3 1ce1 1cf7 200b-200f "
    "202a-202e 2060-2064 2066-206f 20dd-20e0 20e2-20e4 302e-302f a670-a672 a9c0 abec fe00-fe0f feff fff9-fffb 110bd 110cd "
    "111c0 11235 1134d 116b6 1193d 13430-13438 1bca0-1bca3 1d165-1d166 1d16d-1d17a e0001 e0020-e007f e0100-e01ef "
)
"""Soft hyphen, zero width, direction, variation selectors, and enclosing marks. Code points in hexadecimal."""
SEPARATORS = (
    "0080-00a9 00ab-00b4 00b6-00b9 00bb-00bf 00d7 00f7 02b9-02bd 02c2-02c5 02d2-02df 02e5-02eb 02ed-02ff 0375 037e "
    "0384-0385 0387 03f6 0482 055a-055f 0589-058f 05be 05c0 05c3 05c6 05f3-060f 061b-061f 066a-066d 06d4 06de 06e9 "
    "06fd-06fe 0700-070d 07f6-07f9 07fe-07ff 0830-083e 085e 0888 0964-0965 0970 09f2-09fb 09fd 0a76 0af0-0af1 0b70 "
    "0b72-0b77 0bf0-0bfa 0c77-0c7f 0c84 0d4f 0d58-0d5e 0d70-0d79 0df4 0e3f 0e4f 0e5a-0e5b 0f01-0f17 0f1a-0f1f 0f2a-0f34 "
    "0f36 0f38 0f3a-0f3d 0f85 0fbe-0fc5 0fc7-0fda 104a-104f 109e-109f 10fb 1360-137c 1390-1399 1400 166d-166e 1680 "
    "169b-169c 16eb-16ed 1735-1736 17d4-17d6 17d8-17db 17f0-180a 1940-1945 19da-19ff 1a1e-1a1f 1aa0-1aa6 1aa8-1aad "
    "1b5a-1b6a 1b74-1b7e 1bfc-1bff 1c3b-1c3f 1c7e-1c7f 1cc0-1cc7 1cd3 1fbd 1fbf-1fc1 1fcd-1fcf 1fdd-1fdf 1fed-1fef "
    "1ffd-2070 2074-207e 208a-208e 20a0-20c0 2100-2101 2103-2106 2108-2109 2114 2116-2118 211e-2123 2125 2127 2129 212e "
    "213a-213b 2140-2144 214a-214d 214f-215f 2189-2bff 2ce5-2cea 2cf9-2cff 2d70 2e00-2e2e 2e30-3004 3008-3020 3030 "
    "3036-3037 303d-303f 309b-309c 30a0 30fb 3190-319f 31c0-31e3 3200-33ff 4dc0-4dff a490-a4c6 a4fe-a4ff a60d-a60f a673 "
    "a67e a6f2-a716 a720-a721 a789-a78a a828-a82b a830-a839 a874-a877 a8ce-a8cf a8f8-a8fa a8fc a92e-a92f a95f a9c1-a9cd "
    "a9de-a9df aa5c-aa5f aa77-aa79 aade-aadf aaf0-aaf1 ab5b ab6a-ab6b abeb fb29 fbb2-fbc2 fd3e-fd4f fdcf fdfc-fe19 "
    "fe30-fe6b ff01-ff0f ff1a-ff20 ff3b-ff40 ff5b-ff65 ffe0-fffd 10100-1013f 10175-101fc 102e1-102fb 10320-10323 1039f "
    "103d0 1056f 10857-1085f 10877-1087f 108a7-108af 108fb-108ff 10916-1091f 1093f 109bc-109bd 109c0-109ff 10a40-10a58 "
    "10a7d-10a7f 10a9d-10a9f 10ac8 10aeb-10af6 10b39-10b3f 10b58-10b5f 10b78-10b7f 10b99-10baf 10cfa-10cff 10e60-10e7e "
    "10ead 10f1d-10f26 10f51-10f59 10f86-10f89 10fc5-10fcb 11047-11065 110bb-110c1 11140-11143 11174-11175 111c5-111c8 "
    "111cd 111db 111dd-111f4 11238-1123d 112a9 1144b-1144f 1145a-1145d 114c6 115c1-115d7 11641-11643 11660-1166c 116b9 "
    "1173a-1173f 1183b 118ea-118f2 11944-11946 119e2 11a3f-11a46 11a9a-11a9c 11a9e-11aa2 11c41-11c45 11c5a-11c71 "
    "11ef7-11ef8 11fc0-11fff 12470-12474 12ff1-12ff2 16a6e-16a6f 16af5 16b37-16b3f 16b44-16b45 16b5b-16b61 16e80-16e9a "
    "16fe2 1bc9c 1bc9f 1ccd6-1ccf9 1cf50-1d164 1d16a-1d16c 1d183-1d184 1d18c-1d1a9 1d1ae-1d241 1d245-1d378 1d6c1 1d6db "
    "1d6fb 1d715 1d735 1d74f 1d76f 1d789 1d7a9 1d7c3 1d800-1d9ff 1da37-1da3a 1da6d-1da74 1da76-1da83 1da85-1da8b 1e030-1e06d "
    "1e14f 1e2ff 1e8c7-1e8cf 1e95e-1ed3d 1eef0-1fbca "
)
"""White space, punctuation, symbols, and numbers except digits, beyond ASCII. A range may include unassigned code points."""
MARKS = (
    "0300-036f 0483-0489 0591-05bd 05bf 05c1-05c2 05c4-05c5 05c7 0610-061a 064b-065f 0670 06d6-06dc 06df-06e4 06e7-06e8 "
    "06ea-06ed 0711 0730-074a 07a6-07b0 07eb-07f3 07fd 0816-0819 081b-0823 0825-0827 0829-082d 0859-085b 0898-089f "
    "08ca-0903 093a-093c 093e-094f 0951-0957 0962-0963 0981-0983 09bc 09be-09cd 09d7 09e2-09e3 09fe-0a03 0a3c-0a51 "
    "0a70-0a71 0a75 0a81-0a83 0abc 0abe-0acd 0ae2-0ae3 0afa-0b03 0b3c 0b3e-0b57 0b62-0b63 0b82 0bbe-0bcd 0bd7 0c00-0c04 "
    "0c3c 0c3e-0c56 0c62-0c63 0c81-0c83 0cbc 0cbe-0cd6 0ce2-0ce3 0d00-0d03 0d3b-0d3c 0d3e-0d4d 0d57 0d62-0d63 0d81-0d83 "
    "0dca-0ddf 0df2-0df3 0e31 0e34-0e3a 0e47-0e4e 0eb1 0eb4-0ebc 0ec8-0ecd 0f18-0f19 0f35 0f37 0f39 0f3e-0f3f 0f71-0f84 "
    "0f86-0f87 0f8d-0fbc 0fc6 102b-103e 1056-1059 105e-1060 1062-1064 1067-106d 1071-1074 1082-108d 108f 109a-109d "
    "135d-135f 1712-1715 1732-1734 1752-1753 1772-1773 17b4-17d3 17dd 180b-180f 1885-1886 18a9 1920-193b 1a17-1a1b "
    "1a55-1a7f 1ab0-1b04 1b34-1b44 1b6b-1b73 1b80-1b82 1ba1-1bad 1be6-1bf3 1c24-1c37 1cd0-1cd2 1cd4-1ce8 1ced 1cf4 "
    "1cf7-1cf9 1dc0-1dff 20d0-20f0 2cef-2cf1 2d7f 2de0-2dff 302a-302f 3099-309a a66f-a672 a674-a67d a69e-a69f a6f0-a6f1 "
    "a802 a806 a80b a823-a827 a82c a880-a881 a8b4-a8c5 a8e0-a8f1 a8ff a926-a92d a947-a953 a980-a983 a9b3-a9c0 a9e5 "
    "aa29-aa36 aa43 aa4c-aa4d aa7b-aa7d aab0 aab2-aab4 aab7-aab8 aabe-aabf aac1 aaeb-aaef aaf5-aaf6 abe3-abea abec-abed "
    "fb1e fe00-fe0f fe20-fe2f 101fd 102e0 10376-1037a 10a01-10a0f 10a38-10a3f 10ae5-10ae6 10d24-10d27 10eab-10eac "
    "10f46-10f50 10f82-10f85 11000-11002 11038-11046 11070 11073-11074 1107f-11082 110b0-110ba 110c2 11100-11102 "
    "11127-11134 11145-11146 11173 11180-11182 111b3-111c0 111c9-111cc 111ce-111cf 1122c-11237 1123e 112df-112ea "
    "11300-11303 1133b-1133c 1133e-1134d 11357 11362-11374 11435-11446 1145e 114b0-114c3 115af-115c0 115dc-115dd "
    "11630-11640 116ab-116b7 1171d-1172b 1182c-1183a 11930-1193e 11940 11942-11943 119d1-119e0 119e4 11a01-11a0a "
    "11a33-11a39 11a3b-11a3e 11a47 11a51-11a5b 11a8a-11a99 11c2f-11c3f 11c92-11cb6 11d31-11d45 11d47 11d8a-11d97 "
    "11ef3-11ef6 16af0-16af4 16b30-16b36 16f4f 16f51-16f92 16fe4-16ff1 1bc9d-1bc9e 1cf00-1cf46 1d165-1d169 1d16d-1d182 "
    "1d185-1d18b 1d1aa-1d1ad 1d242-1d244 1da00-1da36 1da3b-1da6c 1da75 1da84 1da9b-1daaf 1e000-1e02a 1e130-1e136 1e2ae "
    "1e2ec-1e2ef 1e8d0-1e8d6 1e944-1e94a e0100-e01ef "
)
"""Combining marks, which no word begins with."""
PLAIN = (
    "0030-0039 0041-005a 0061-007a 0391-03a1 03a3-03a9 03b1-03c1 03c3-03c9 0404-0406 0408-040b 040f-0418 041a-0438 043a-044f "
    "0454-0456 0458-045b 045f 0490-0491 05d0-05ea 0627-063a 0641-064a 4e00-9fff "
)
"""Letters and digits that a key contains unchanged, except for their case and for marks that follow. Not a complete list."""
EXPANDING = "013f-0140 0149 0374 037a fc5e-fc63 fdfa-fdfb fe70 fe72 fe74 fe76 fe78 fe7a fe7c fe7e "
"""Characters within words that become several words in a key."""
CAPITALS = (
    (  # Latin-1
        (0x00C0, 0x00D6, 1, 32),
        (0x00D8, 0x00DE, 1, 32),
    ),
    (  # Latin Extended
        (0x0100, 0x012E, 2, 1),
        (0x0130, 0x0130, 1, -199),
        (0x0134, 0x0136, 2, 1),
        (0x0139, 0x013D, 2, 1),
        (0x0141, 0x0147, 2, 1),
        (0x014A, 0x0176, 2, 1),
        (0x0178, 0x0178, 1, -121),
        (0x0179, 0x017D, 2, 1),
        (0x0181, 0x0181, 1, 210),
        (0x0182, 0x0184, 2, 1),
        (0x0186, 0x0186, 1, 206),
        (0x0187, 0x0187, 1, 1),
        (0x0189, 0x018A, 1, 205),
        (0x018B, 0x018B, 1, 1),
        (0x018E, 0x018E, 1, 79),
        (0x018F, 0x018F, 1, 202),
        (0x0190, 0x0190, 1, 203),
        (0x0191, 0x0191, 1, 1),
        (0x0193, 0x0193, 1, 205),
        (0x0194, 0x0194, 1, 207),
        (0x0196, 0x0196, 1, 211),
        (0x0197, 0x0197, 1, 209),
        (0x0198, 0x0198, 1, 1),
        (0x019C, 0x019C, 1, 211),
        (0x019D, 0x019D, 1, 213),
        (0x019F, 0x019F, 1, 214),
        (0x01A0, 0x01A4, 2, 1),
        (0x01A6, 0x01A6, 1, 218),
        (0x01A7, 0x01A7, 1, 1),
        (0x01A9, 0x01A9, 1, 218),
        (0x01AC, 0x01AC, 1, 1),
        (0x01AE, 0x01AE, 1, 218),
        (0x01AF, 0x01AF, 1, 1),
        (0x01B1, 0x01B2, 1, 217),
        (0x01B3, 0x01B5, 2, 1),
        (0x01B7, 0x01B7, 1, 219),
        (0x01B8, 0x01B8, 1, 1),
        (0x01BC, 0x01BC, 1, 1),
        (0x01CD, 0x01DB, 2, 1),
        (0x01DE, 0x01EE, 2, 1),
        (0x01F4, 0x01F4, 1, 1),
        (0x01F6, 0x01F6, 1, -97),
        (0x01F7, 0x01F7, 1, -56),
        (0x01F8, 0x021E, 2, 1),
        (0x0220, 0x0220, 1, -130),
        (0x0222, 0x0232, 2, 1),
        (0x023A, 0x023A, 1, 10795),
        (0x023B, 0x023B, 1, 1),
        (0x023D, 0x023D, 1, -163),
        (0x023E, 0x023E, 1, 10792),
        (0x0241, 0x0241, 1, 1),
        (0x0243, 0x0243, 1, -195),
        (0x0244, 0x0244, 1, 69),
        (0x0245, 0x0245, 1, 71),
        (0x0246, 0x024E, 2, 1),
    ),
    (  # Greek
        (0x0370, 0x0372, 2, 1),
        (0x0376, 0x0376, 1, 1),
        (0x037F, 0x037F, 1, 116),
        (0x0386, 0x0386, 1, 38),
        (0x0388, 0x038A, 1, 37),
        (0x038C, 0x038C, 1, 64),
        (0x038E, 0x038F, 1, 63),
        (0x0391, 0x03A1, 1, 32),
        (0x03A3, 0x03AB, 1, 32),
        (0x03C2, 0x03C2, 1, 1),
        (0x03CF, 0x03CF, 1, 8),
        (0x03D8, 0x03EE, 2, 1),
        (0x03F7, 0x03F7, 1, 1),
        (0x03FA, 0x03FA, 1, 1),
        (0x03FD, 0x03FF, 1, -130),
    ),
    (  # Cyrillic
        (0x0400, 0x040F, 1, 80),
        (0x0410, 0x042F, 1, 32),
    ),
    (  # Cyrillic Extended
        (0x0460, 0x0480, 2, 1),
        (0x048A, 0x04BE, 2, 1),
        (0x04C0, 0x04C0, 1, 15),
        (0x04C1, 0x04CD, 2, 1),
        (0x04D0, 0x052E, 2, 1),
    ),
    (  # Armenian
        (0x0531, 0x0556, 1, 48),
    ),
    (  # Latin Extended Additional
        (0x1E00, 0x1E94, 2, 1),
        (0x1E9E, 0x1E9E, 1, -7615),
        (0x1EA0, 0x1EFE, 2, 1),
    ),
    (  # Greek Extended
        (0x1F08, 0x1F0F, 1, -8),
        (0x1F18, 0x1F1D, 1, -8),
        (0x1F28, 0x1F2F, 1, -8),
        (0x1F38, 0x1F3F, 1, -8),
        (0x1F48, 0x1F4D, 1, -8),
        (0x1F59, 0x1F5F, 2, -8),
        (0x1F68, 0x1F6F, 1, -8),
        (0x1F88, 0x1F8F, 1, -8),
        (0x1F98, 0x1F9F, 1, -8),
        (0x1FA8, 0x1FAF, 1, -8),
        (0x1FB8, 0x1FB9, 1, -8),
        (0x1FBA, 0x1FBA, 1, -74),
        (0x1FBC, 0x1FBC, 1, -9),
        (0x1FC8, 0x1FCA, 2, -86),
        (0x1FCC, 0x1FCC, 1, -9),
        (0x1FD8, 0x1FD9, 1, -8),
        (0x1FDA, 0x1FDA, 1, -100),
        (0x1FE8, 0x1FE9, 1, -8),
        (0x1FEA, 0x1FEA, 1, -112),
        (0x1FEC, 0x1FEC, 1, -7),
        (0x1FF8, 0x1FF8, 1, -128),
        (0x1FFA, 0x1FFA, 1, -126),
        (0x1FFC, 0x1FFC, 1, -9),
    ),
    (  # letterlike and number forms
        (0x2132, 0x2132, 1, 28),
        (0x2183, 0x2183, 1, 1),
    ),
    (  # Cherokee and older Georgian
        (0x10A0, 0x10C5, 1, 7264),
        (0x10C7, 0x10C7, 1, 7264),
        (0x10CD, 0x10CD, 1, 7264),
        (0x13A0, 0x13EF, 1, 38864),
        (0x13F0, 0x13F5, 1, 8),
    ),
    (  # Georgian capitals
        (0x1C90, 0x1CBA, 1, -3008),
        (0x1CBD, 0x1CBF, 1, -3008),
    ),
    (  # Glagolitic, Coptic
        (0x2C00, 0x2C2F, 1, 48),
        (0x2C60, 0x2C60, 1, 1),
        (0x2C62, 0x2C62, 1, -10743),
        (0x2C63, 0x2C63, 1, -3814),
        (0x2C64, 0x2C64, 1, -10727),
        (0x2C67, 0x2C6B, 2, 1),
        (0x2C6D, 0x2C6D, 1, -10780),
        (0x2C6E, 0x2C6E, 1, -10749),
        (0x2C6F, 0x2C6F, 1, -10783),
        (0x2C70, 0x2C70, 1, -10782),
        (0x2C72, 0x2C72, 1, 1),
        (0x2C75, 0x2C75, 1, 1),
        (0x2C7E, 0x2C7F, 1, -10815),
        (0x2C80, 0x2CE2, 2, 1),
        (0x2CEB, 0x2CED, 2, 1),
        (0x2CF2, 0x2CF2, 1, 1),
    ),
    (  # Cyrillic and Latin supplements
        (0xA640, 0xA66C, 2, 1),
        (0xA680, 0xA69A, 2, 1),
        (0xA722, 0xA72E, 2, 1),
        (0xA732, 0xA76E, 2, 1),
        (0xA779, 0xA77B, 2, 1),
        (0xA77D, 0xA77D, 1, -35332),
        (0xA77E, 0xA786, 2, 1),
        (0xA78B, 0xA78B, 1, 1),
        (0xA78D, 0xA78D, 1, -42280),
        (0xA790, 0xA792, 2, 1),
        (0xA796, 0xA7A8, 2, 1),
        (0xA7AA, 0xA7AA, 1, -42308),
        (0xA7AB, 0xA7AB, 1, -42319),
        (0xA7AC, 0xA7AC, 1, -42315),
        (0xA7AD, 0xA7AD, 1, -42305),
        (0xA7AE, 0xA7AE, 1, -42308),
        (0xA7B0, 0xA7B0, 1, -42258),
        (0xA7B1, 0xA7B1, 1, -42282),
        (0xA7B2, 0xA7B2, 1, -42261),
        (0xA7B3, 0xA7B3, 1, 928),
        (0xA7B4, 0xA7C2, 2, 1),
        (0xA7C4, 0xA7C4, 1, -48),
        (0xA7C5, 0xA7C5, 1, -42307),
        (0xA7C6, 0xA7C6, 1, -35384),
        (0xA7C7, 0xA7C9, 2, 1),
        (0xA7D0, 0xA7D0, 1, 1),
        (0xA7D6, 0xA7D8, 2, 1),
        (0xA7F5, 0xA7F5, 1, 1),
    ),
    (  # beyond the Basic Multilingual Plane
        (0x10400, 0x10427, 1, 40),
        (0x104B0, 0x104D3, 1, 40),
        (0x10570, 0x1057A, 1, 39),
        (0x1057C, 0x1058A, 1, 39),
        (0x1058C, 0x10592, 1, 39),
        (0x10594, 0x10595, 1, 39),
        (0x10C80, 0x10CB2, 1, 64),
        (0x118A0, 0x118BF, 1, 32),
        (0x16E40, 0x16E5F, 1, 32),
        (0x1E900, 0x1E921, 1, 34),
    ),
)
"""Uppercase letters by block: first, last, step, and the offset of the lowercase letter. Only those that NFKC does not change."""
