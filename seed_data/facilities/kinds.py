"""Kinds of invented places: how often each occurs, what it is called, and the codes it has.

The chances follow the shares that the codes have in the National Directory of 2023, so that
filters, counts and searches behave in the demonstration as they do with real places.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of place. `share` is its weight; `always` its codes; `often` code -> chance."""

    share: float
    names: tuple[str, ...]
    programs: tuple[str, ...]
    always: str
    often: Mapping[str, float]


def _often(text: str) -> Mapping[str, float]:
    pairs = (pair.split(":") for pair in text.split())
    return MappingProxyType({code: float(chance) for code, chance in pairs})


# What any place may have, whatever its kind.
COMMON = _often(
    "SA:.98 SUMH:.59 TELE:.7 MD:.75 MC:.45 PI:.75 MI:.4 SF:.9 SI:.5 FSA:.5 SAMF:.25 SS:.38 PA:.23"
    " NP:.02 ITU:.1 STAG:.76 STMH:.37 STDH:.49 CARF:.34 JC:.24 COA:.04 NCQA:.02 FQHC:.08 DEA:.15"
    " ANG:.65 BIA:.67 CBT:.88 CMI:.45 CRV:.1 MOTI:.89 MXM:.41 RELP:.91 SACA:.95 TRC:.77 TWFA:.5"
    " TAY:.37 WN:.55 PW:.33 MN:.54 SE:.32 GL:.33 VET:.31 ADM:.19 MF:.22 CJ:.44 CO:.6 COPSU:.3"
    " HV:.28 XA:.36 DV:.37 TRMA:.52 CMHA:.59 CSAA:.94 ISC:.51 OPC:.69 MHPA:.4 STU:.79 SSA:.96"
    " SMHD:.81 PIEC:.27 BABA:.63 DAOF:.4 DAUT:.87 HIVT:.33 STDT:.28 TBS:.46 MST:.21 HBT:.28 HCT:.32"
    " ACC:.87 DP:.95 NOE:.72 OFD:.72 SHG:.48 HS:.68 AOSS:.73 RC:.35 PEER:.67 EMP:.47 TGD:.27"
    " TOD:.37"
    " HAEC:.63 TAEC:.58 HEOH:.61 SAE:.96 TCC:.67 ICO:.95 GCO:.91 FCO:.75 MCO:.51 VOC:.22 HAV:.11"
    " HBV:.11 YAD:.61 ADLT:.8 SNR:.02 DU:.2 SP:.22 AH:.39 FX:.05 F17:.02 F28:.01 F47:.01 F70:.01"
    " F92:.01 ACU:.05 CM:.83 CCC:.05 DVFP:.34 EIH:.22 MHS:.7 SSD:.72 TA:.49 IPC:.27 SPS:.52"
)
# One of each group: what excludes each other.
ONE_OF: tuple[Mapping[str, float], ...] = (
    _often("PVTN:.49 PVTP:.42 LCCG:.04 STG:.02 TBG:.01 FED:.01"),
    _often("SMPD:.59 SMON:.35 SMOP:.06"),
    _often("VPPD:.47 VAPN:.44 VAPP:.08"),
    _often("FEM+MALE:.88 FEM:.06 MALE:.06"),
)
# Places that use medicine for opioid use, and those that only accept it.
PRESCRIBES = _often(
    "BU:.95 NU:.9 BUM:.75 UB:.85 UN:.75 RPN:.6 MWS:.5 BWN:.9 BWON:.65 BERI:.4 NXN:.8 VTRL:.75"
    " PMAT:.8 ACM:.5 DSF:.45 NRT:.6 NSC:.5 MMD:.8 CLND:.5 LFXD:.1 MPEP:.1 MHIV:.15 MHCV:.2 MOA:.6"
)
ONLY_ACCEPTS = _often("MOA:.75 NMOA:.1 PC:.7 RPE:.3 INPE:.3 ACMA:.8 AUPC:.7 AURPE:.4 AUINPE:.4")

KINDS: tuple[Kind, ...] = (
    Kind(
        0.42,
        ("Counseling Services", "Recovery Clinic", "Behavioral Health", "Family Services"),
        ("", "", "Outpatient Program", "Downtown Office"),
        "OP ORT",
        _often("OIT:.55 ODT:.1 OMB:.4 OD:.06 CHLD:.25 AD:.25 DUO:.01"),
    ),
    Kind(
        0.16,
        ("Recovery Center", "Treatment Center", "Healing House", "Ranch"),
        ("", "Residential Program", "Womens Program", "Mens Program"),
        "RES",
        _often("RL:.7 RS:.65 OP:.4 ORT:.35 OIT:.35 HH:.2 BC:.1"),
    ),
    Kind(
        0.15,
        ("Detox Center", "Recovery and Detox", "Withdrawal Management Unit"),
        ("", "Detox Unit"),
        "DT RES RD MDET",
        _often(
            "RS:.8 RL:.4 OP:.3 ORT:.25 OIT:.3 ADTX:.85 BDTX:.75 CDTX:.6 MDTX:.65 ODTX:.95 DLC:.4"
        ),
    ),
    Kind(
        0.12,
        ("Opioid Treatment Program", "Methadone Clinic", "Comprehensive Treatment Center"),
        ("", "Medication Unit"),
        "OP ORT OMB OTP MU MM METH SOTP OUDO",
        _often("DT:.4 OD:.4 DM:.35 DB:.3 ODTX:.4 PAIN:.05 OIT:.15"),
    ),
    Kind(
        0.07,
        ("Memorial Hospital", "Regional Medical Center"),
        ("Addiction Medicine Unit", "Behavioral Health Unit"),
        "HI GH STDH HLA JC",
        _often(
            "DT:.75 HID:.75 HIT:.7 MDET:.7 ADTX:.75 BDTX:.7 ODTX:.7 OP:.4 ORT:.35 OIT:.3 ODT:.2"
        ),
    ),
    Kind(
        0.06,
        ("Sober Living", "Transitional Housing", "Halfway House"),
        ("", "Mens House", "Womens House"),
        "HH",
        _often("RES:.3 RL:.3 OP:.2 ORT:.2"),
    ),
    Kind(
        0.02,
        ("VA Clinic",),
        ("Substance Use Program",),
        "OP ORT OIT VET VAMC JC",
        _often("DT:.5 HI:.3 HID:.3 HIT:.3 OD:.4 MDET:.4 ADTX:.5 ODTX:.5"),
    ),
)
