//! Who regulates what is approved (二（一）¶1): approval items and the handover agreements (移交协议书).
