"""The texts of the two articles. They report the same statements in different words, and one misattributes a figure."""

from __future__ import annotations

COURIER = """\
Russia's foreign minister, Sergey Lavrov, on Monday called the events in the Ukrainian town of Bucha a "fake attack." The scene was staged after Russian units had left the town, he said in Moscow.

The Kremlin's spokesman, Dmitry Peskov, rejected all allegations against Russian forces on the same day. Experts at the Defense Ministry, he said, had found signs that the videos were fake.

A day earlier, the ministry had said that its units withdrew around 30 March and that the bodies were placed on the streets only after the withdrawal was complete. It called the images a hoax.

Lavrov went further. While the Russian troops were leaving, he said, the town's mayor had announced that "everything was all right." The mayor, Anatolii Fedoruk, had announced the liberation of Bucha in a video message. "March 31 will go down in the history of our settlement," he said in it.

Ukraine accuses Russian forces of having killed civilians in Bucha. The Prosecutor General, Iryna Venediktova, said on Sunday that the bodies of 410 civilians had been recovered between 1 and 3 April in the part of the Kyiv region that Russian forces had left; 140 of them had been examined.
"""

GAZETTE = """\
On Wednesday, Moscow and Kyiv continued to give conflicting accounts of what happened in Bucha. Moscow says that bodies appeared in the streets only after its soldiers had left. Kyiv says that Russian soldiers killed the people who lay there.

Peskov repeated that the allegations were a provocation and called for an impartial inquiry. The pictures were "staged," Foreign Minister Lavrov said on Monday.

The Defense Ministry in Kyiv put the number of bodies found in Bucha, Irpin, and other places in the region at 410. It gave no date for the deaths.

Satellite images published this week show dark objects the size of bodies on Yablonska Street in the middle of March, when Russian units still held the town.

The United Nations General Assembly will vote on Thursday on whether to suspend Russia from the Human Rights Council.
"""
