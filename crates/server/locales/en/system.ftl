# System
