# No clock: today is the body's latest meeting, or what --as-of says.
corpus mill
meeting mill/2024-07-10.xml 2024-07-10 '<approval of="2024-05-08" outcome="approved"/>
    <update action="2024-05-08#1a" status="open" due="2024-09-01">Waiting.</update>'
runs 0 check mill
silent
runs 0 check mill --as-of 2024-09-02
says "[action-overdue]"
runs 0 check mill --as-of 2024-09-01
silent
