print("sessions drained")
